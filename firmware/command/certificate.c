/*
 * certificate, staff-url: what the staff's devices need to know of the box.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "firmware/access/qr.h"
#include "firmware/access/tls.h"
#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/command/print.h"
#include "firmware/command/reading.h"
#include "firmware/command/subcommands.h"

static const char *
why_not(const struct line *line, enum tls_verdict verdict)
{
    static const char *const says[] = {
        [TLS_TAKEN] = "",
        [TLS_UNREADABLE] = WORD("filen går inte att läsa"),
        [TLS_NO_CERTIFICATE] = WORD("är inget certifikat i PEM-form"),
        [TLS_NO_KEY] = WORD("är ingen nyckel i PEM-form utan lösenord"),
        [TLS_OTHER_KEY] = WORD("nyckeln hör inte till certifikatet"),
        [TLS_WEAK] = WORD("nyckeln eller underskriften är för svag"),
        [TLS_ENDED] = WORD("certifikatet gäller inte idag")};
    return word(line->lang, says[verdict]);
}

static int
tell(struct line *line, const struct folder *folder, struct clock_time now)
{
    struct tls tls;
    if (tls_open(&tls, folder, now) != RESULT_OK)
        return line_refuse(line, folder->path, line_reason(line, RESULT_IO));
    int end = LINE_DONE;
    if (line->json) {
        end = print_json(line, json_pack("{s:s,s:s,s:b,s:o}", "key",
                                         tls.key_print, "certificate",
                                         tls.print, "own", (int)tls.own, "ends",
                                         print_utc(tls.ends_utc_ms)));
    } else {
        char until[32];
        print_local_into(tls.ends_utc_ms, until, sizeof until);
        printf("%s\n%s\n  %s\n%s\n  %s\n%s %s\n",
               tls.own ? word(line->lang, WORD("Centrets eget certifikat"))
                       : word(line->lang, WORD("Lådans eget certifikat")),
               word(line->lang, WORD("Certifikatets fingeravtryck (SHA-256)")),
               tls.print,
               word(line->lang, WORD("Nyckelns fingeravtryck (SHA-256)")),
               tls.key_print, word(line->lang, WORD("Gäller till")), until);
    }
    tls_close(&tls);
    return end;
}

static int
install(struct line *line, const struct folder *folder, struct clock_time now)
{
    enum tls_verdict verdict;
    enum result result =
        tls_install(folder, line->argv[1], line->argv[2], now, &verdict);
    if (result != RESULT_OK)
        return line_refuse(line, folder->path, line_reason(line, result));
    if (verdict != TLS_TAKEN)
        return line_refuse(
            line, verdict == TLS_NO_KEY ? line->argv[2] : line->argv[1],
            why_not(line, verdict));
    if (!line->json)
        puts(word(line->lang,
                  WORD("Certifikatet gäller när troskel-staff startar om.")));
    return tell(line, folder, now);
}

static int
take_away(struct line *line, const struct folder *folder, struct clock_time now)
{
    enum result result = tls_remove(folder);
    if (result == RESULT_ABSENT)
        return line_refuse(
            line, NULL,
            word(line->lang, WORD("det finns inget eget certifikat")));
    if (result != RESULT_OK)
        return line_refuse(line, folder->path, line_reason(line, result));
    return tell(line, folder, now);
}

int
subcommand_certificate(struct line *line)
{
    struct line_option options[] = {{NULL, 0, NULL, NULL, NULL}};
    struct reading reading = {.store = NULL};
    int end;
    if (!line_read(line, options, &end))
        return end;
    if (!line_operands(line, 1, 3))
        return LINE_MISUSED;
    const char *verb = line->argv[0];
    bool installs = text_equal(verb, "install");
    if (!installs && !text_equal(verb, "show") && !text_equal(verb, "remove"))
        return line_misuse(line, verb, "install, show, remove");
    if (!line_operands(line, installs ? 3 : 1, installs ? 3 : 1))
        return LINE_MISUSED;
    if (reading_open_folder(line, &reading) != RESULT_OK)
        return LINE_REFUSED;
    struct clock_time now = clock_now(reading.clock);
    end = installs                     ? install(line, &reading.folder, now)
          : text_equal(verb, "remove") ? take_away(line, &reading.folder, now)
                                       : tell(line, &reading.folder, now);
    reading_close(&reading);
    return end;
}

/* --- staff-url -------------------------------------------------------------- */

static void
draw(const char *url)
{
    static struct qr qr;
    char row[1024];
    if (qr_make(&qr, url) != RESULT_OK)
        return;
    for (int i = 0; i < qr_rows(&qr); i++) {
        qr_row(&qr, i, row, sizeof row);
        puts(row);
    }
}

static int
show(struct line *line, const struct address_card *card)
{
    json_t *urls = json_array();
    for (int i = 0; i < card->url_count; i++)
        json_array_append_new(urls, json_string(card->urls[i]));
    if (line->json)
        return print_json(line,
                          json_pack("{s:o,s:s,s:s,s:b}", "urls", urls, "key",
                                    card->key, "certificate", card->certificate,
                                    "own", (int)card->own));
    json_decref(urls);
    draw(card->urls[0]);
    for (int i = 0; i < card->url_count; i++)
        puts(card->urls[i]);
    printf("%s\n  %s\n%s\n  %s\n",
           word(line->lang, WORD("Certifikatets fingeravtryck (SHA-256)")),
           card->certificate,
           word(line->lang, WORD("Nyckelns fingeravtryck (SHA-256)")),
           card->key);
    return LINE_DONE;
}

int
subcommand_staff_url(struct line *line)
{
    struct line_option options[] = {{NULL, 0, NULL, NULL, NULL}};
    struct reading reading = {.store = NULL};
    struct address_card card;
    int end;
    if (!line_read(line, options, &end))
        return end;
    if (!line_operands(line, 0, 0))
        return LINE_MISUSED;
    if (reading_open_folder(line, &reading) != RESULT_OK)
        return LINE_REFUSED;
    enum result result = address_read(&reading.folder, &card);
    end = result == RESULT_OK
              ? show(line, &card)
              : line_refuse(line, reading.folder.path,
                            word(line->lang, WORD("troskel-staff har inte "
                                                  "varit igång här")));
    reading_close(&reading);
    return end;
}
