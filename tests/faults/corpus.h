/*
 * What D5 damages: a centre some days old, with presses in its log, one in the
 * spool, a WAL that holds a part, and a verified copy in snapshots/.
 */
#pragma once

#include "tests/faults/rig.h"

enum { PAGE = 4096 };

struct bytes {
    unsigned char *at;
    size_t size;
};

struct corpus {
    struct folder folder;
    struct folder aside;   /* where the damage is looked at first */
    struct bytes db;       /* everything in the file */
    struct bytes old, wal; /* a file and a WAL that holds a part */
    struct bytes foreign;  /* the WAL of another centre */
    int *pages;            /* of `db`, from 0, that hold something */
    int page_count;
    struct told before; /* everything that the copy holds */
};

/* Fills an empty corpus; what it holds is the caller's to free. */
void corpus_make(struct corpus *corpus);

/* A whole file of the folder; the caller frees its bytes. */
struct bytes slurp(const struct folder *folder, const char *name);
void spit(const struct folder *folder, const char *name, struct bytes bytes);
