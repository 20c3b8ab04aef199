/* The checksum of the bytes that a document was made from: made when somebody first asks, since it takes longer
 * than most of what a parse does, and not every program wants it. */
#include "model/document.h"

#include <nettle/sha2.h>

static void hash(const struct source *source, char checksum[2 * SHA256_DIGEST_SIZE + 1])
{
    static const char digits[] = "0123456789abcdef";
    unsigned char digest[SHA256_DIGEST_SIZE];
    struct sha256_ctx state;
    sha256_init(&state);
    sha256_update(&state, source->length, source->bytes);
    sha256_digest(&state, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        checksum[2 * i] = digits[digest[i] >> 4];
        checksum[2 * i + 1] = digits[digest[i] & 15];
    }
    checksum[2 * sizeof digest] = '\0';
}

giji_string giji_document_sha256(const giji_document *document)
{
    /* Many threads may read a document, and each of them may be the first to ask. */
    struct derived *derived = (struct derived *)&document->derived;
    pthread_mutex_lock(&derived->lock);
    if (!derived->sha256[0])
        hash(&document->source, derived->sha256);
    pthread_mutex_unlock(&derived->lock);
    return giji_slice(derived->sha256);
}
