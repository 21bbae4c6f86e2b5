#include "firmware/base/text.h"
#include "firmware/base/words.h"
#include "firmware/command/deliver.h"
#include "firmware/command/subcommands.h"

/* The same name is the same person, so that saying it twice changes nothing. */
int
subcommand_staff(struct line *line)
{
    enum { PICTURE };
    struct line_option options[] = {
        {"picture", 0, "ID", WORD("bild i stället för den vanliga"), NULL},
        {NULL, 0, NULL, NULL, NULL}};
    struct reading reading;
    char id[UUID_SIZE];
    int end;
    if (!line_read(line, options, &end))
        return end;
    if (!line_operands(line, 2, 2))
        return LINE_MISUSED;
    if (!text_equal(line->argv[0], "add"))
        return line_misuse(line, line->argv[0], "add");
    if (reading_open(line, &reading) != RESULT_OK)
        return LINE_REFUSED;
    enum result result = view_find_staff(reading.store, line->argv[1], id);
    if (result == RESULT_ABSENT)
        uuid_from_name(id, reading.centre.id, line->argv[1]);
    json_t *body = json_pack("{s:s}", "name", line->argv[1]);
    if (options[PICTURE].value != NULL)
        json_object_set_new(body, "picture",
                            json_string(options[PICTURE].value));
    end = deliver_batch(line, &reading,
                        json_pack("{s:s, s:[{s:s, s:s, s:o}]}", "source",
                                  "staff add", "events", "kind", "staff_saved",
                                  "about", id, "body", body),
                        "");
    reading_close(&reading);
    return end;
}
