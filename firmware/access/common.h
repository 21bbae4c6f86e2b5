/*
 * The words that passwords are made of first: common.txt, compiled in.
 *
 * common.txt is the project's own list: what is public knowledge about which
 * words people choose (the word "password" in our languages, seasons, months,
 * days, names, towns, teams, animals, food, sweet words, curses, games, cars,
 * keys in a row), one folded word a line. password.h adds digits, signs and
 * disguises by rule, so that each of them stands for thousands.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* `word` folded by text_fold. */
bool common_has(const char *word);

/* The list itself, made by the build. */
extern const unsigned char file_common[];
extern const size_t file_common_length;
