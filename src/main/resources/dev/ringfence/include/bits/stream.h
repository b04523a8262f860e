/* What a FILE is, for the library's own files.

   A stream is at rest, reading or writing. While reading, `next` to `end` has been read and not yet
   taken; while writing, `buffer` to `next` is still to be written. */
#include <pthread.h>
#include <stdio.h>
#include <sys/types.h>

enum {
  __READS = 1,       /* it may be read */
  __WRITES = 2,      /* it may be written */
  __APPENDS = 4,     /* each write goes to the end of the file */
  __WRITING = 8,     /* the buffer holds what is to be written */
  __ENDED = 16,      /* the end was met: feof */
  __FAILED = 32,     /* ferror */
  __BY_LINES = 64,
  __UNBUFFERED = 128,
  __OWN_BUFFER = 256 /* the buffer was allocated and is freed with the stream */
};

/* Where a stream's bytes go and come from, unless it is a descriptor. */
struct __device {
  ssize_t (*read)(FILE *file, char *to, size_t size);
  ssize_t (*write)(FILE *file, const char *from, size_t size);
  off_t (*seek)(FILE *file, off_t offset, int whence);
  int (*close)(FILE *file);
};

struct __file {
  int flags;
  int fd;
  char *buffer, *limit; /* the buffer; null until the first use */
  char *next, *end;
  char *kept_next, *kept_end; /* what is to be read after what was pushed back */
  const struct __device *device;
  void *memory; /* what the device works on */
  FILE *following; /* the list of all streams */
  pthread_mutex_t lock;
  int child; /* the process of popen */
  int wide;  /* 1 once wide characters have passed, -1 if fwide says that none will */
  char one[1]; /* the buffer of an unbuffered stream */
  char pushed[8];
};

/* Streams are locked once there is a second thread. */
#define __LOCK(file) (__threaded ? (void)pthread_mutex_lock(&(file)->lock) : (void)0)
#define __UNLOCK(file) (__threaded ? (void)pthread_mutex_unlock(&(file)->lock) : (void)0)
extern int __threaded;

extern FILE *__streams;

FILE *__stream_new(int flags, int fd, const struct __device *device);
int __stream_flags(const char *mode, int *oflag);
void __stream_unlink(FILE *file);
/* Writes what is buffered, or gives back what was read ahead. 0, or EOF. */
int __stream_flush(FILE *file);
void __stream_allocate(FILE *file);
/* Make the stream ready to be read, or to be written. 0, or EOF. */
int __stream_reading(FILE *file);
int __stream_writing(FILE *file);
/* How many of the bytes were written or buffered. */
size_t __stream_write(FILE *file, const char *from, size_t size);
int __stream_putc(FILE *file, int c);
/* Reads ahead: the next byte without taking it, or EOF. */
int __stream_fill(FILE *file);
int __stream_getc(FILE *file);
off_t __stream_seek(FILE *file, off_t offset, int whence);
/* Gives back what was read ahead, so that the file's offset is the stream's. */
void __stream_give_back(FILE *file);
void __stream_drop_pushed(FILE *file);
/* Whether wide characters may pass: not where bytes have. */
int __stream_wide(FILE *file);
