/* What the words of the events are called on the pages. */
#include "firmware/base/words.h"
#include "ui/staff/people/people.h"

const char *
words_level(const char *lang, enum support_level level)
{
    static const char *const words[] = {WORD("lugn"), WORD("spänd"),
                                        WORD("överbelastad")};
    return word(lang, words[level]);
}

const char *
words_from(const char *lang, enum support_from from)
{
    static const char *const words[] = {WORD("personen själv"),
                                        WORD("personal"), WORD("anhörig"),
                                        WORD("någon annan här")};
    return word(lang, words[from]);
}

const char *
words_stage(const char *lang, enum support_stage stage)
{
    static const char *const words[] = {WORD("kartlagd"), WORD("förstådd"),
                                        WORD("använd")};
    return word(lang, words[stage]);
}

const char *
words_receive(const char *lang, enum support_receive receive)
{
    static const char *const words[] = {
        WORD("ingenting"), WORD("det praktiska: tider, kläder, resor"),
        WORD("också hur det går")};
    return word(lang, words[receive]);
}

const char *
words_wish(const char *lang, enum support_wish wish)
{
    static const char *const words[] = {WORD("ja"), WORD("nej"),
                                        WORD("delvis")};
    return word(lang, words[wish]);
}

const char *
words_end(const char *lang, enum support_end end)
{
    static const char *const words[] = {WORD("egen vilja"), WORD("flyttat"),
                                        WORD("nått sitt mål"), WORD("död")};
    return word(lang, words[end]);
}

const char *
words_topic(const char *lang, enum support_topic topic)
{
    static const char *const words[] = {WORD("Det jag hoppas på"),
                                        WORD("Det som är viktigt för mig"),
                                        WORD("Det jag tycker om"),
                                        WORD("Ljud, ljus, lukt och beröring"),
                                        WORD("När på dagen jag mår bäst"),
                                        WORD("Det som inte får hända")};
    return word(lang, words[topic]);
}
