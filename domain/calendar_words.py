"""The words of the calendar as teachers type them, slips of the finger included."""

WEEKDAYS = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "munday": 0, "tuseday": 1, "teusday": 1, "tusday": 1, "wensday": 2, "wednsday": 2, "wendesday": 2, "wedneday": 2,
    "wednesdy": 2, "thrusday": 3, "thursay": 3, "thurday": 3, "thirsday": 3, "firday": 4, "frday": 4, "fridy": 4,
    "satuday": 5, "saterday": 5,
}  # fmt: skip
SHORT_WEEKDAYS = {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
    "october": 10, "november": 11, "december": 12, "febuary": 2, "feburary": 2, "janury": 1, "septmber": 9,
    "novemeber": 11, "decemeber": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9,
    "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
TOMORROW = frozenset({"tomorrow", "tomorow", "tommorow", "tommorrow", "tomorrrow", "tmrw", "tmr", "tmw", "2moro"})
TODAY = frozenset({"today", "tonight"})
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "couple": 2,
}  # fmt: skip
ORDINALS = {
    word: number
    for number, word in enumerate(
        (
            "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
            "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
            "twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth",
            "twenty-sixth", "twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first",
        ),
        start=1,
    )
}  # fmt: skip
UNITS = {
    "day": "day", "days": "day", "days'": "day", "day's": "day", "week": "week", "weeks": "week", "weeks'": "week",
    "week's": "week", "wk": "week", "wks": "week", "month": "month", "months": "month", "months'": "month",
    "month's": "month", "fortnight": "fortnight", "fortnight's": "fortnight", "fortnights": "fortnight",
}  # fmt: skip
PARTS_OF_DAY = frozenset({
    "morning", "afternoon", "evening", "night", "lunch", "lunchtime", "noon", "midday", "am", "pm", "a.m", "p.m", "eod",
    "midnight", "breaktime", "recess",
})  # fmt: skip
OCCASIONS = frozenset({
    "lesson", "lessons", "class", "classes", "period", "assembly", "meeting", "session", "debate", "test", "quiz",
    "exam", "presentation", "presentations", "club", "trip", "visit", "lab", "block", "training", "inset", "seminar",
    "workshop", "tutorial", "homework",
})  # fmt: skip
