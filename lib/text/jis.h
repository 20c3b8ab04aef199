/* The Japanese character sets as tables, by row and cell: what CP932, EUC-JP and ISO-2022-JP all
 * stand on. They differ only in how they write a row and a cell as bytes, so that one table makes a
 * record the same whichever of them a dump came in (～ is U+FF5E, − is U+FF0D, ① and 髙 are there
 * in all). */
#ifndef GIJI_TEXT_JIS_H
#define GIJI_TEXT_JIS_H

#include "base/slice.h"

enum { JIS_CELLS = 94, JIS_ROWS = 94, JIS_ROWS_OF_CP932 = 120 };

/* Rows and cells count from 0. A cell that holds no character is 0. */
struct jis {
    /* JIS X 0208 with the extensions of NEC; from row 94 on what only CP932 has: user-defined
     * characters and the extensions of IBM. */
    uint16_t basic[JIS_ROWS_OF_CP932][JIS_CELLS];
    /* JIS X 0212 with the extensions of IBM and user-defined characters as EUC-JP-MS has them. */
    uint16_t supplement[JIS_ROWS][JIS_CELLS];
};

/* The tables, the supplement only where it is asked for: filled when they are first asked for, and the same for all
 * threads and for as long as the program runs. NULL where ICU lacks its converters, GIJI_ERROR_INTERNAL, or where memory
 * ran out. */
const struct jis *giji_jis_tables(bool supplement, giji_error *error);

#endif
