#include "ui/staff/plan/lines.h"

#include <string.h>

#include "firmware/base/text.h"

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "9", "09.30", "9:30". `whole`: hours alone count too. Returns how many
 * bytes, 0: no time there. */
static size_t
read_time(const char *at, bool whole, int *minute)
{
    size_t n = 0;
    int hours = 0;
    int minutes = 0;
    while (n < 2 && is_digit(at[n]))
        hours = hours * 10 + (at[n++] - '0');
    if (n == 0 || hours > 24)
        return 0;
    if ((at[n] == ':' || at[n] == '.') && is_digit(at[n + 1]) &&
        is_digit(at[n + 2])) {
        minutes = (at[n + 1] - '0') * 10 + (at[n + 2] - '0');
        n += 3;
    } else if (!whole) {
        return 0;
    }
    if (minutes > 59 || is_digit(at[n]))
        return 0;
    *minute = hours * 60 + minutes;
    return n;
}

static size_t
blanks(const char *at)
{
    return strspn(at, " \t");
}

/* "-", "–" or "—", with blanks around. */
static size_t
read_dash(const char *at)
{
    size_t n = blanks(at);
    if (at[n] == '-')
        n += 1;
    else if (strncmp(at + n, "\xe2\x80\x93", 3) == 0 ||
             strncmp(at + n, "\xe2\x80\x94", 3) == 0)
        n += 3;
    else
        return 0;
    return n + blanks(at + n);
}

/* What stands before the title. */
static const char *
read_times(const char *at, struct plan_line *line)
{
    int start = -1;
    int end = -1;
    size_t n = read_time(at, true, &start);
    size_t dash = n > 0 ? read_dash(at + n) : 0;
    size_t m = dash > 0 ? read_time(at + n + dash, true, &end) : 0;
    if (m > 0) {
        n += dash + m;
    } else {
        end = -1;
        n = read_time(at, false, &start);
    }
    if (n == 0 || blanks(at + n) == 0)
        return at;
    line->start = start;
    line->end = end;
    return at + n;
}

int
lines_read(const char *text, struct plan_line *out, int max, int *left_out)
{
    int count = 0;
    int number = 0;
    *left_out = 0;
    while (text != NULL && *text != '\0') {
        char line[VIEW_TEXT_SIZE];
        size_t length = strcspn(text, "\r\n");
        text_format(line, sizeof line, "%.*s",
                    (int)(length < sizeof line ? length : sizeof line), text);
        text_trim(line);
        number++;
        text += length;
        text += text[0] == '\r' && text[1] == '\n' ? 2 : text[0] != '\0';
        if (line[0] == '\0')
            continue;
        if (count == max) {
            (*left_out)++;
            continue;
        }
        struct plan_line *next = &out[count++];
        *next = (struct plan_line){.start = -1, .end = -1, .line = number};
        text_copy(next->title, sizeof next->title, read_times(line, next));
        text_trim(next->title);
    }
    return count;
}
