/* D2's controls: the same program with a weaker promise. Goes before SQLite
 * (LD_PRELOAD), and asks it for $TROSKEL_SYNC where we ask for FULL. */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct sqlite3;
typedef int exec_fn(struct sqlite3 *db, const char *sql,
                    int (*each)(void *, int, char **, char **), void *user,
                    char **says);

int sqlite3_exec(struct sqlite3 *db, const char *sql,
                 int (*each)(void *, int, char **, char **), void *user,
                 char **says);

int
sqlite3_exec(struct sqlite3 *db, const char *sql,
             int (*each)(void *, int, char **, char **), void *user,
             char **says)
{
    static const char asked[] = "synchronous=FULL";
    char weaker[2048];
    exec_fn *next = NULL;
    void *found = dlsym(RTLD_NEXT, "sqlite3_exec");
    memcpy(&next, &found, sizeof next);
    const char *sync = getenv("TROSKEL_SYNC");
    const char *at = sync == NULL ? NULL : strstr(sql, asked);
    if (at != NULL &&
        snprintf(weaker, sizeof weaker, "%.*ssynchronous=%s%s", (int)(at - sql),
                 sql, sync, at + strlen(asked)) < (int)sizeof weaker)
        sql = weaker;
    return next(db, sql, each, user, says);
}
