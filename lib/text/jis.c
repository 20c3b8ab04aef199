/* Filling the tables of the Japanese character sets from ICU's converters, a row at a time, and
 * adding what EUC-JP-MS has beyond them. */
#include "text/jis.h"

#include "base/error.h"
#include "text/utf8.h"

#include <pthread.h>
#include <unicode/ucnv.h>

/* Microsoft's CP932, but for the control characters 1A, 1C and 7F, which are not asked of it. */
static const char cp932[] = "ibm-943_P15A-2003";
static const char euc_jp[] = "euc-jp-2007";

/* The first cell of IBM's extensions in the supplement of EUC-JP-MS, 8F F3 F3, and what is there
 * from that cell on: IBM's extensions as CP932 orders them, without those that JIS X 0212 has
 * itself. */
enum { IBM_ROW = 0xF3 - 0xA1, IBM_CELL = 0xF3 - 0xA1 };
static const uint16_t ibm_extensions[] = {
    0x2170, 0x2171, 0x2172, 0x2173, 0x2174, 0x2175, 0x2176, 0x2177, 0x2178, 0x2179, 0x2160, 0x2161,
    0x2162, 0x2163, 0x2164, 0x2165, 0x2166, 0x2167, 0x2168, 0x2169, 0xFF07, 0xFF02, 0x3231, 0x2116,
    0x2121, 0x70BB, 0x4EFC, 0x50F4, 0x51EC, 0x5307, 0x5324, 0xFA0E, 0x548A, 0x5759, 0xFA0F, 0xFA10,
    0x589E, 0x5BEC, 0x5CF5, 0x5D53, 0xFA11, 0x5FB7, 0x6085, 0x6120, 0x654E, 0x663B, 0x6665, 0xFA12,
    0xF929, 0x6801, 0xFA13, 0xFA14, 0x6A6B, 0x6AE2, 0x6DF8, 0x6DF2, 0x7028, 0xFA15, 0xFA16, 0x7501,
    0x7682, 0x769E, 0xFA17, 0x7930, 0xFA18, 0xFA19, 0xFA1A, 0xFA1B, 0x7AE7, 0xFA1C, 0xFA1D, 0x7DA0,
    0x7DD6, 0xFA1E, 0x8362, 0xFA1F, 0x85B0, 0xFA20, 0xFA21, 0x8807, 0xFA22, 0x8B7F, 0x8CF4, 0x8D76,
    0xFA23, 0xFA24, 0xFA25, 0x90DE, 0xFA26, 0x9115, 0xFA27, 0xFA28, 0x9592, 0xF9DC, 0xFA29, 0x973B,
    0x974D, 0x9751, 0xFA2A, 0xFA2B, 0xFA2C, 0x999E, 0x9AD9, 0x9B72, 0xFA2D, 0x9ED1,
};

/* User-defined characters of the supplement: rows from 84 on, from this character on. */
enum { USER_ROW = 84, USER_FIRST = 0xE3AC };

/* Writes one cell as bytes; returns their number. */
typedef size_t write_cell(unsigned row, unsigned cell, char *out);

static size_t write_cp932(unsigned row, unsigned cell, char *out)
{
    unsigned lead = row / 2 + (row < 62 ? 0x81 : 0xC1);
    unsigned even = cell + (cell < 63 ? 0x40 : 0x41);
    out[0] = (char)lead;
    out[1] = (char)(row % 2 ? cell + 0x9F : even);
    return 2;
}

static size_t write_supplement(unsigned row, unsigned cell, char *out)
{
    out[0] = (char)0x8F;
    out[1] = (char)(row + 0xA1);
    out[2] = (char)(cell + 0xA1);
    return 3;
}

struct jis_cell giji_jis_cell(uint32_t character)
{
    char bytes[4];
    struct jis_cell cell = {.length = (uint8_t)giji_utf8_write(character, bytes)};
    memcpy(cell.bytes, bytes, cell.length);
    return cell;
}

/* Takes the cells from what the converter made of a row, each ended by a line feed. A cell that is
 * not assigned gave U+FFFD, or more than one unit. */
static void take_row(const UChar *units, int32_t count, struct jis_cell cells[JIS_CELLS])
{
    unsigned cell = 0;
    for (int32_t start = 0, i = 0; i < count && cell < JIS_CELLS; i++) {
        if (units[i] != '\n')
            continue;
        bool assigned = i - start == 1 && units[start] != 0xFFFD;
        cells[cell++] = assigned ? giji_jis_cell(units[start]) : (struct jis_cell){.length = 0};
        start = i + 1;
    }
}

static void load_row(UConverter *converter, write_cell *write, unsigned row,
                     struct jis_cell cells[JIS_CELLS], UErrorCode *status)
{
    char bytes[4 * JIS_CELLS];
    UChar units[4 * JIS_CELLS];
    size_t length = 0;
    for (unsigned cell = 0; cell < JIS_CELLS; cell++) {
        length += write(row, cell, bytes + length);
        bytes[length++] = '\n';
    }
    int32_t count = ucnv_toUChars(converter, units, sizeof units / sizeof *units, bytes,
                                  (int32_t)length, status);
    if (U_SUCCESS(*status))
        take_row(units, count, cells);
}

static bool load(const char *name, write_cell *write, unsigned rows,
                 struct jis_cell table[][JIS_CELLS], giji_error *error)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name, &status);
    for (unsigned row = 0; row < rows && U_SUCCESS(status); row++)
        load_row(converter, write, row, table[row], &status);
    ucnv_close(converter);
    if (status == U_MEMORY_ALLOCATION_ERROR)
        return giji_error_memory(error);
    if (U_FAILURE(status))
        return giji_error_set(error, GIJI_ERROR_INTERNAL, "ICU's converter %s: %s", name,
                              u_errorName(status));
    return true;
}

static void place_cp932(struct jis *jis)
{
    for (unsigned byte = 0; byte < 256; byte++)
        jis->cp932_lead[byte] = jis->cp932_trail[byte] = JIS_NO_CELL;
    for (unsigned row = 0; row < JIS_ROWS_OF_CP932; row += 2)
        for (unsigned cell = 0; cell < 2 * JIS_CELLS; cell++) {
            char pair[2];
            write_cp932(row + cell / JIS_CELLS, cell % JIS_CELLS, pair);
            jis->cp932_lead[(unsigned char)pair[0]] = (uint16_t)(row * JIS_CELLS);
            jis->cp932_trail[(unsigned char)pair[1]] = (uint16_t)cell;
        }
}

static bool load_basic(struct jis *jis, giji_error *error)
{
    place_cp932(jis);
    return load(cp932, write_cp932, JIS_ROWS_OF_CP932, jis->basic, error);
}

static bool load_supplement(struct jis *jis, giji_error *error)
{
    if (!load(euc_jp, write_supplement, JIS_ROWS, jis->supplement, error))
        return false;
    /* ￤ is full width in CP932, where ICU's EUC-JP has U+00A6. */
    jis->supplement[0xA2 - 0xA1][0xC3 - 0xA1] = giji_jis_cell(0xFFE4);
    for (unsigned i = 0; i < sizeof ibm_extensions / sizeof *ibm_extensions; i++) {
        unsigned cell = IBM_CELL + i;
        jis->supplement[IBM_ROW + cell / JIS_CELLS][cell % JIS_CELLS] =
            giji_jis_cell(ibm_extensions[i]);
    }
    for (unsigned i = 0; i < (JIS_ROWS - USER_ROW) * JIS_CELLS; i++)
        jis->supplement[USER_ROW + i / JIS_CELLS][i % JIS_CELLS] = giji_jis_cell(USER_FIRST + i);
    return true;
}

const struct jis *giji_jis_tables(bool supplement, giji_error *error)
{
    static struct jis tables;
    static bool has_basic, has_supplement;
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&lock);
    has_basic = has_basic || load_basic(&tables, error);
    has_supplement = has_supplement || (supplement && has_basic && load_supplement(&tables, error));
    bool good = has_basic && (has_supplement || !supplement);
    pthread_mutex_unlock(&lock);
    return good ? &tables : NULL;
}
