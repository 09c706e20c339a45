"""Imported by the server from which programs are forked: from then on the bot's code is in its memory."""

from tests import programs

programs.warm_up()
