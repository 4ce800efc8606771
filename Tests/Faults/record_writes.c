/* Loaded before libc: appends every write, truncation, sync and removal of the files whose path begins with RECORD_PREFIX
   to the file RECORD_WRITES, so that states of the disk after a power loss can be made from it. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

struct record {
  char kind;
  char padding[3];
  int32_t file;
  int64_t offset;
  int64_t length;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void append(char kind, int file, int64_t offset, int64_t length, const void *bytes) {
  static int log_file = -1;
  static ssize_t (*real_write)(int, const void *, size_t);
  static int (*real_open)(const char *, int, ...);
  pthread_mutex_lock(&lock);
  if (!real_write) real_write = (ssize_t(*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
  if (!real_open) real_open = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open64");
  if (log_file < 0) log_file = real_open(getenv("RECORD_WRITES"), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  struct record record = {kind, {0}, file, offset, length};
  if (real_write(log_file, &record, sizeof record) != sizeof record) abort();
  if (bytes && real_write(log_file, bytes, (size_t)length) != length) abort();
  pthread_mutex_unlock(&lock);
}

static int is_recorded(const char *path) {
  const char *prefix = getenv("RECORD_PREFIX");
  return prefix && path && strncmp(path, prefix, strlen(prefix)) == 0;
}

/* The path behind a descriptor, asked of the system because SQLite keeps descriptors open for long. */
static int is_recorded_file(int file) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  if (!is_recorded(path)) return 0;
  append('N', file, 0, length, path);
  return 1;
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t offset) {
  static ssize_t (*real)(int, const void *, size_t, off64_t);
  if (!real) real = (ssize_t(*)(int, const void *, size_t, off64_t))dlsym(RTLD_NEXT, "pwrite64");
  ssize_t written = real(file, bytes, length, offset);
  if (written > 0 && is_recorded_file(file)) append('W', file, offset, written, bytes);
  return written;
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t offset) { return pwrite64(file, bytes, length, offset); }

int ftruncate64(int file, off64_t length) {
  static int (*real)(int, off64_t);
  if (!real) real = (int (*)(int, off64_t))dlsym(RTLD_NEXT, "ftruncate64");
  int result = real(file, length);
  if (result == 0 && is_recorded_file(file)) append('T', file, 0, length, NULL);
  return result;
}

int ftruncate(int file, off_t length) { return ftruncate64(file, length); }

int fdatasync(int file) {
  static int (*real)(int);
  if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  int result = real(file);
  if (result == 0 && is_recorded_file(file)) append('S', file, 0, 0, NULL);
  return result;
}

int fsync(int file) {
  static int (*real)(int);
  if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  int result = real(file);
  if (result == 0 && is_recorded_file(file)) append('S', file, 0, 0, NULL);
  return result;
}

int unlink(const char *path) {
  static int (*real)(const char *);
  if (!real) real = (int (*)(const char *))dlsym(RTLD_NEXT, "unlink");
  int result = real(path);
  if (result == 0 && is_recorded(path)) {
    append('N', -1, 0, (int64_t)strlen(path), path);
    append('U', -1, 0, 0, NULL);
  }
  return result;
}
