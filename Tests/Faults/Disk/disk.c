// SPDX-License-Identifier: Apache-2.0
// Stands between a program and its disk (LD_PRELOAD): writes down every change of the files below a folder, in the order
// in which it happened, and lets calls fail where it is told to.
//
//   MOHR_DISK_HOME     only files below this folder are looked at
//   MOHR_DISK_LOG      where changes are written down; nothing is without it
//   MOHR_DISK_FIRST    the number of the first file; each process that writes into one log has its own
//   MOHR_DISK_CONTROL  a file of `struct control`, shared with whoever orders faults; no faults without it
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>
#include "log.h"

// What a fault is, and when; the layout is known to Faults.swift.
struct control {
  volatile uint32_t armed;      // 0: no fault
  volatile uint32_t kind;       // of `enum kind`
  volatile uint32_t calls;      // which calls count: bits of `enum call`
  volatile uint32_t sticky;     // 1: goes on until it is taken back
  volatile uint32_t countdown;  // 1: the next call that counts
  volatile uint32_t hits;       // how many calls failed
  volatile uint32_t seen;       // how many calls counted
  volatile uint32_t last;       // which call failed last; RECORDS with it when it was one of the database's files
};
enum kind { NO_SPACE = 1, IO_ERROR, INTERRUPTED, SHORT, KILL };
enum call { WRITE = 1, SYNC = 2, OPEN = 4, RENAME = 8, UNLINK = 16, TRUNCATE = 32, MKDIR = 64, READ = 128, RECORDS = 256 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *home;
static size_t home_length;
static int log_file = -1;
static struct control *control;
static uint32_t next_file = 1;

enum { DESCRIPTORS = 65536, FILES = 65536 };
// 0: not looked at yet; 1: none of ours; otherwise the file's number + 1.
static uint32_t of_descriptor[DESCRIPTORS];
static uint8_t is_records[DESCRIPTORS];
static struct { ino_t inode; uint32_t number; } known[FILES];
static int known_count;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void start(void) {
  home = getenv("MOHR_DISK_HOME");
  if (home) home_length = strlen(home);
  const char *first = getenv("MOHR_DISK_FIRST");
  if (first) next_file = atoi(first);
  const char *file = getenv("MOHR_DISK_LOG");
  if (home && file) log_file = syscall(SYS_openat, AT_FDCWD, file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  file = getenv("MOHR_DISK_CONTROL");
  if (home && file) {
    int descriptor = syscall(SYS_openat, AT_FDCWD, file, O_RDWR | O_CLOEXEC);
    if (descriptor >= 0) {
      void *map = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
      if (map != MAP_FAILED) control = map;
      syscall(SYS_close, descriptor);
    }
  }
}

// The part of a path below the home; NULL if it is not there, or is only an index that every start makes anew.
static const char *below(const char *path) {
  if (!home || !path || strncmp(path, home, home_length) || path[home_length] != '/') return NULL;
  size_t length = strlen(path);
  if (length > 4 && !strcmp(path + length - 4, "-shm")) return NULL;
  return path + home_length + 1;
}

static void emit(uint32_t type, uint32_t file, uint64_t offset, const char *path, const char *second, const void *data,
                 size_t length) {
  if (log_file < 0) return;
  struct record record = {type, file, offset, (uint32_t)length, path ? strlen(path) : 0, second ? strlen(second) : 0, MAGIC};
  struct iovec parts[4] = {{&record, sizeof record}, {(void *)path, record.path}, {(void *)second, record.second},
                           {(void *)data, length}};
  if (syscall(SYS_writev, log_file, parts, 4) < 0) abort();
}

static uint32_t number_of(ino_t inode, int *is_new) {
  for (int i = 0; i < known_count; i++)
    if (known[i].inode == inode) return known[i].number;
  if (known_count == FILES) abort();
  known[known_count].inode = inode;
  known[known_count++].number = next_file;
  *is_new = 1;
  return next_file++;
}

// The system may give an inode's number to another file once nobody has a name for it.
static void forget(const char *path) {
  struct stat status;
  if (stat(path, &status)) return;
  for (int i = 0; i < known_count; i++)
    if (known[i].inode == status.st_ino) {
      known[i] = known[--known_count];
      return;
    }
}

// Takes a file down that was opened; the lock is held.
static void opened(int descriptor, const char *path, int flags, int was_there) {
  if (descriptor < 0 || descriptor >= DESCRIPTORS) return;
  const char *name = below(path);
  of_descriptor[descriptor] = 1;
  if (!name) return;
  struct stat status;
  if (fstat(descriptor, &status)) return;
  int is_new = 0;
  uint32_t number = number_of(status.st_ino, &is_new);
  of_descriptor[descriptor] = number + 1;
  is_records[descriptor] = !strncmp(name, "records/", 8);
  if (S_ISDIR(status.st_mode)) {
    emit(FOLDER, number, 0, name, NULL, NULL, 0);
  } else if (is_new) {
    emit(was_there ? FOUND : MADE, number, 0, name, NULL, NULL, 0);
  }
  if (was_there && flags & O_TRUNC && (flags & O_ACCMODE) != O_RDONLY)
    emit(CUT, number, 0, NULL, NULL, NULL, 0);
}

static uint32_t file_of(int descriptor) {
  if (descriptor < 0 || descriptor >= DESCRIPTORS || of_descriptor[descriptor] < 2) return 0;
  return of_descriptor[descriptor] - 1;
}

static int applies(uint32_t kind, enum call call) {
  switch (kind) {
    case NO_SPACE: return call & (WRITE | OPEN | TRUNCATE | MKDIR | RENAME);
    case INTERRUPTED: return call & (WRITE | SYNC | OPEN | TRUNCATE);
    case SHORT: return call == WRITE;
    default: return 1;
  }
}

// Whether the call is to fail: the error, -1 for a short write, 0 for no; the lock is held.
static int fault(enum call call) {
  if (!control || !control->armed || !(control->calls & call)) return 0;
  control->seen++;
  if (control->countdown > 1) {
    control->countdown--;
    return 0;
  }
  uint32_t kind = control->kind;
  if (!applies(kind, call)) return 0;
  control->countdown = 1;
  if (!control->sticky) control->armed = 0;
  control->hits++;
  control->last = call;
  switch (kind) {
    case NO_SPACE: return ENOSPC;
    case IO_ERROR: return EIO;
    case INTERRUPTED: return EINTR;
    case SHORT: return -1;
    case KILL: kill(getpid(), SIGKILL); pause();
  }
  return 0;
}

#define FAIL(error) do { pthread_mutex_unlock(&lock); errno = (error); return -1; } while (0)

static int open_any(int folder, const char *path, int flags, mode_t mode) {
  const char *name = folder == AT_FDCWD || (path && path[0] == '/') ? below(path) : NULL;
  if (!name) {
    int plain = syscall(SYS_openat, folder, path, flags, mode);
    if (plain >= 0 && plain < DESCRIPTORS) of_descriptor[plain] = 1;
    return plain;
  }
  pthread_mutex_lock(&lock);
  int writes = (flags & O_ACCMODE) != O_RDONLY;
  int code = writes ? fault(OPEN) : 0;
  if (code == ENOSPC && !(flags & O_CREAT)) code = 0;
  if (code > 0) FAIL(code);
  int was_there = !syscall(SYS_faccessat, AT_FDCWD, path, F_OK);
  int descriptor = syscall(SYS_openat, folder, path, flags, mode);
  int kept = errno;
  opened(descriptor, path, flags, was_there);
  errno = kept;
  pthread_mutex_unlock(&lock);
  return descriptor;
}

#define OPENING(name, first, at) \
  int name(first const char *path, int flags, ...) { \
    mode_t mode = 0; \
    if (flags & (O_CREAT | __O_TMPFILE)) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); } \
    return open_any(at, path, flags, mode); \
  }
#define NOTHING
#define FOLDER_ARGUMENT int folder,
OPENING(open, NOTHING, AT_FDCWD)
OPENING(open64, NOTHING, AT_FDCWD)
OPENING(openat, FOLDER_ARGUMENT, folder)
OPENING(openat64, FOLDER_ARGUMENT, folder)

int close(int descriptor) {
  if (descriptor >= 0 && descriptor < DESCRIPTORS) of_descriptor[descriptor] = 0;
  return syscall(SYS_close, descriptor);
}

static ssize_t write_any(int descriptor, const void *data, size_t length, off_t offset, int is_positioned) {
  uint32_t file = file_of(descriptor);
  if (!file)
    return is_positioned ? syscall(SYS_pwrite64, descriptor, data, length, offset)
                         : syscall(SYS_write, descriptor, data, length);
  pthread_mutex_lock(&lock);
  int code = fault(WRITE);
  if (code > 0) FAIL(code);
  if (code < 0 && length > 1) length /= 2;
  if (!is_positioned) {
    int flags = fcntl(descriptor, F_GETFL);
    offset = lseek(descriptor, 0, flags & O_APPEND ? SEEK_END : SEEK_CUR);
  }
  ssize_t written = is_positioned ? syscall(SYS_pwrite64, descriptor, data, length, offset)
                                  : syscall(SYS_write, descriptor, data, length);
  int kept = errno;
  if (written > 0) emit(WROTE, file, offset, NULL, NULL, data, written);
  errno = kept;
  pthread_mutex_unlock(&lock);
  return written;
}

ssize_t write(int descriptor, const void *data, size_t length) { return write_any(descriptor, data, length, 0, 0); }
ssize_t pwrite(int descriptor, const void *data, size_t length, off_t offset) {
  return write_any(descriptor, data, length, offset, 1);
}
ssize_t pwrite64(int descriptor, const void *data, size_t length, off64_t offset) {
  return write_any(descriptor, data, length, offset, 1);
}

static ssize_t read_any(int descriptor, void *data, size_t length, off_t offset) {
  if (file_of(descriptor)) {
    pthread_mutex_lock(&lock);
    int code = fault(READ);
    if (code > 0) FAIL(code);
    pthread_mutex_unlock(&lock);
  }
  return syscall(SYS_pread64, descriptor, data, length, offset);
}
ssize_t pread(int descriptor, void *data, size_t length, off_t offset) { return read_any(descriptor, data, length, offset); }
ssize_t pread64(int descriptor, void *data, size_t length, off64_t offset) {
  return read_any(descriptor, data, length, offset);
}

static int sync_any(int descriptor, long call) {
  uint32_t file = file_of(descriptor);
  if (!file) return syscall(call, descriptor);
  pthread_mutex_lock(&lock);
  int code = fault(SYNC);
  if (code > 0) {
    if (is_records[descriptor]) control->last |= RECORDS;
    FAIL(code);
  }
  int result = syscall(call, descriptor);
  if (!result) emit(SYNCED, file, 0, NULL, NULL, NULL, 0);
  pthread_mutex_unlock(&lock);
  return result;
}
int fsync(int descriptor) { return sync_any(descriptor, SYS_fsync); }
int fdatasync(int descriptor) { return sync_any(descriptor, SYS_fdatasync); }

static int cut_any(int descriptor, off_t length) {
  uint32_t file = file_of(descriptor);
  if (!file) return syscall(SYS_ftruncate, descriptor, length);
  pthread_mutex_lock(&lock);
  int code = fault(TRUNCATE);
  if (code > 0) FAIL(code);
  int result = syscall(SYS_ftruncate, descriptor, length);
  if (!result) emit(CUT, file, length, NULL, NULL, NULL, 0);
  pthread_mutex_unlock(&lock);
  return result;
}
int ftruncate(int descriptor, off_t length) { return cut_any(descriptor, length); }
int ftruncate64(int descriptor, off64_t length) { return cut_any(descriptor, length); }

int rename(const char *from, const char *to) {
  const char *old = below(from), *new = below(to);
  if (!old || !new) return syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
  pthread_mutex_lock(&lock);
  int code = fault(RENAME);
  if (code > 0) FAIL(code);
  forget(to);
  int result = syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
  if (!result) emit(RENAMED, 0, 0, old, new, NULL, 0);
  pthread_mutex_unlock(&lock);
  return result;
}

int unlink(const char *path) {
  const char *name = below(path);
  if (!name) return syscall(SYS_unlinkat, AT_FDCWD, path, 0);
  pthread_mutex_lock(&lock);
  int code = fault(UNLINK);
  if (code > 0) FAIL(code);
  forget(path);
  int result = syscall(SYS_unlinkat, AT_FDCWD, path, 0);
  if (!result) emit(UNLINKED, 0, 0, name, NULL, NULL, 0);
  pthread_mutex_unlock(&lock);
  return result;
}

int mkdir(const char *path, mode_t mode) {
  const char *name = below(path);
  if (name) {
    pthread_mutex_lock(&lock);
    int code = fault(MKDIR);
    if (code > 0) FAIL(code);
    pthread_mutex_unlock(&lock);
  }
  return syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}
