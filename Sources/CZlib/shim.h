#include <zlib.h>

/* inflateInit2 is a macro, which Swift cannot call. */
static inline int zlib_begin_gzip(z_stream *stream) { return inflateInit2(stream, 15 + 16); }

/* The same for packed bytes without a header, as zip archives hold them. */
static inline int zlib_begin_raw(z_stream *stream) { return inflateInit2(stream, -15); }
