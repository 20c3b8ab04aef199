/* The versions of giji and of the libraries it stands on. GIJI_VERSION comes from the build. */
#define PCRE2_CODE_UNIT_WIDTH 8

#include <giji/giji.h>

#include <jansson.h>
#include <libxml/parser.h>
#include <libxml/xmlversion.h>
#include <nettle/version.h>
#include <pcre2.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uversion.h>

const char *giji_version(void)
{
    return GIJI_VERSION;
}

static char libraries[256];

/* Asked at run time: the library that is loaded may be newer than the one that was built with. */
static void ask_libraries(void)
{
    UVersionInfo icu;
    char icu_text[U_MAX_VERSION_STRING_LENGTH];
    u_getVersion(icu);
    u_versionToString(icu, icu_text);

    char pcre2[64] = "";
    pcre2_config(PCRE2_CONFIG_VERSION, pcre2);
    pcre2[strcspn(pcre2, " ")] = '\0'; /* a date follows */

    long libxml2 = strtol(xmlParserVersion, NULL, 10); /* 20914 is 2.9.14 */
    snprintf(libraries, sizeof libraries,
             "ICU %s, PCRE2 %s, libxml2 %ld.%ld.%ld, jansson %s, nettle %d.%d", icu_text, pcre2,
             libxml2 / 10000, libxml2 / 100 % 100, libxml2 % 100, jansson_version_str(),
             nettle_version_major(), nettle_version_minor());
}

const char *giji_library_versions(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, ask_libraries);
    return libraries;
}
