/* Gives the files in the folders that are its arguments to a fuzzer, one by one: so that what was
 * found stays mended, whatever the compiler. Asks everything of each.   replay FILE-OR-FOLDER... */
#include "fuzz.h"

#include "base/file.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>

static size_t replayed;

static int replay(const char *path, const struct stat *about, int type, struct FTW *place)
{
    (void)about, (void)place;
    size_t size;
    if (type != FTW_F)
        return 0;
    void *bytes = giji_file_read(path, &size, NULL);
    if (!bytes)
        return 1;
    fprintf(stderr, "%s\n", path);
    LLVMFuzzerTestOneInput(bytes, size);
    free(bytes);
    replayed++;
    return 0;
}

/* A fuzzer may leave the folder that it was started in. */
static void find_all(int count, char **paths)
{
    for (int i = 0; i < count; i++) {
        char *whole = realpath(paths[i], NULL);
        paths[i] = whole ? whole : paths[i];
    }
}

int main(int argc, char **argv)
{
    fuzz_asks_all = true;
    find_all(argc - 1, argv + 1);
    for (int i = 1; i < argc; i++)
        if (nftw(argv[i], replay, 16, FTW_PHYS) != 0)
            fprintf(stderr, "%s: nothing to replay\n", argv[i]);
    fprintf(stderr, "%zu inputs replayed\n", replayed);
    return 0;
}
