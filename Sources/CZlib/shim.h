#include <zlib.h>

/* inflateInit2 is a macro, which Swift cannot call. */
static inline int zlib_begin_gzip(z_stream *stream) { return inflateInit2(stream, 15 + 16); }

/* The same for packed bytes without a header, as zip archives hold them. */
static inline int zlib_begin_raw(z_stream *stream) { return inflateInit2(stream, -15); }

/* Begins to pack such bytes, at zlib's own level and memory. */
static inline int zlib_begin_packing(z_stream *stream) {
  return deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
}
