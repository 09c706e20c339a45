// The shortcodes people and bots really use; an unknown one is shown as it was typed.

const KNOWN = `
smile 😄, smiley 😃, grinning 😀, grin 😁, laughing 😆, joy 😂, slightly_smiling_face 🙂, wink 😉, blush 😊,
heart_eyes 😍, thinking_face 🤔, neutral_face 😐, confused 😕, cry 😢, sob 😭, scream 😱, sweat_smile 😅, relieved 😌,
sunglasses 😎, hugging_face 🤗, partying_face 🥳, +1 👍, thumbsup 👍, -1 👎, thumbsdown 👎, wave 👋, clap 👏,
raised_hands 🙌, pray 🙏, ok_hand 👌, muscle 💪, point_right 👉, point_left 👈, point_up ☝️, point_down 👇,
raised_hand ✋, handshake 🤝, writing_hand ✍️, eyes 👀, speech_balloon 💬, thought_balloon 💭, heart ❤️,
green_heart 💚, blue_heart 💙, yellow_heart 💛, sparkles ✨, star ⭐, star2 🌟, tada 🎉, balloon 🎈, gift 🎁,
trophy 🏆, medal 🏅, fire 🔥, white_check_mark ✅, heavy_check_mark ✔️, ballot_box_with_check ☑️, x ❌,
warning ⚠️, no_entry ⛔, question ❓, exclamation ❗, bulb 💡, information_source ℹ️, red_circle 🔴,
large_green_circle 🟢, large_yellow_circle 🟡, large_blue_circle 🔵, large_orange_circle 🟠, white_circle ⚪,
black_circle ⚫, small_blue_diamond 🔹, small_orange_diamond 🔸, arrow_right ➡️, arrow_left ⬅️, arrow_up ⬆️,
arrow_down ⬇️, arrows_counterclockwise 🔄, repeat 🔁, hourglass ⌛, hourglass_flowing_sand ⏳, alarm_clock ⏰,
stopwatch ⏱️, clock3 🕒, zzz 💤, calendar 📆, date 📅, spiral_calendar_pad 🗓️, bell 🔔, no_bell 🔕, mega 📣,
loudspeaker 📢, inbox_tray 📥, outbox_tray 📤, email 📧, envelope ✉️, incoming_envelope 📨, mailbox 📫, memo 📝,
pencil ✏️, pencil2 ✏️, clipboard 📋, pushpin 📌, round_pushpin 📍, paperclip 📎, link 🔗, bookmark 🔖,
bookmark_tabs 📑, label 🏷️, card_index 📇, card_file_box 🗃️, file_folder 📁, open_file_folder 📂, package 📦,
book 📖, books 📚, closed_book 📕, green_book 📗, blue_book 📘, orange_book 📙, notebook 📓, ledger 📒, newspaper 📰,
scroll 📜, page_facing_up 📄, bar_chart 📊, chart_with_upwards_trend 📈, chart_with_downwards_trend 📉, mag 🔍,
mag_right 🔎, key 🔑, lock 🔒, unlock 🔓, wrench 🔧, hammer 🔨, gear ⚙️, computer 💻, phone ☎️,
telephone_receiver 📞, microscope 🔬, telescope 🔭, art 🎨, musical_note 🎵, microphone 🎤, camera 📷,
movie_camera 🎥, tv 📺, school 🏫, classical_building 🏛️, house 🏠, mortar_board 🎓, student 🧑‍🎓, teacher 🧑‍🏫,
seedling 🌱, herb 🌿, deciduous_tree 🌳, sunflower 🌻, rose 🌹, sunny ☀️, cloud ☁️, umbrella ☔, snowflake ❄️,
rainbow 🌈, earth_americas 🌎, earth_africa 🌍, coffee ☕, tea 🍵, cake 🍰, apple 🍎, cookie 🍪, rocket 🚀,
robot_face 🤖, wastebasket 🗑️, recycle ♻️, heavy_plus_sign ➕, heavy_minus_sign ➖, one 1️⃣, two 2️⃣, three 3️⃣,
four 4️⃣, five 5️⃣, six 6️⃣, seven 7️⃣, eight 8️⃣, nine 9️⃣, zero 0️⃣, 100 💯, busts_in_silhouette 👥,
bust_in_silhouette 👤, desert_island 🏝️, map 🗺️, world_map 🗺️, compass 🧭, magnet 🧲, jigsaw 🧩, puzzle_piece 🧩
`;

const EMOJI = new Map(KNOWN.trim().split(/,\s+/).map((entry) => entry.split(" ")));

/** The sign for `:code:` (a skin tone after it is ignored), or null. */
export const emoji = (code) => EMOJI.get(code.replace(/::skin-tone-[2-6]$/, "")) ?? null;

/** `text` with every known shortcode replaced. */
export const withEmoji = (text) => text.replace(/:([a-z0-9_+'-]+):/g, (typed, code) => emoji(code) ?? typed);
