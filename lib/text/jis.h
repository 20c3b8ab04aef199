/* The Japanese character sets as tables, by row and cell: what CP932, EUC-JP and ISO-2022-JP all
 * stand on. They differ only in how they write a row and a cell as bytes, so that one table makes a
 * record the same whichever of them a dump came in (～ is U+FF5E, − is U+FF0D, ① and 髙 are there
 * in all). */
#ifndef GIJI_TEXT_JIS_H
#define GIJI_TEXT_JIS_H

#include "base/slice.h"

enum { JIS_CELLS = 94, JIS_ROWS = 94, JIS_ROWS_OF_CP932 = 120, JIS_NO_CELL = 120 * 94 };

/* A character as UTF-8, in at most three bytes: none of a table is outside the basic plane. */
struct jis_cell {
    char bytes[3];
    uint8_t length; /* 0: the cell holds no character */
};

/* Rows and cells count from 0. */
struct jis {
    /* JIS X 0208 with the extensions of NEC; from row 94 on what only CP932 has: user-defined
     * characters and the extensions of IBM. */
    struct jis_cell basic[JIS_ROWS_OF_CP932][JIS_CELLS];
    /* JIS X 0212 with the extensions of IBM and user-defined characters as EUC-JP-MS has them. */
    struct jis_cell supplement[JIS_ROWS][JIS_CELLS];
    /* Where CP932 has the cell of a lead and a trail: their sum is its place in `basic`, counted over all rows; what
     * begins or ends no pair has JIS_NO_CELL. */
    uint16_t cp932_lead[256], cp932_trail[256];
};

/* The cell of a character of the basic plane. */
struct jis_cell giji_jis_cell(uint32_t character);

/* The tables, the supplement only where it is asked for: filled when they are first asked for, and the same for all
 * threads and for as long as the program runs. NULL where ICU lacks its converters, GIJI_ERROR_INTERNAL, or where memory
 * ran out. */
const struct jis *giji_jis_tables(bool supplement, giji_error *error);

#endif
