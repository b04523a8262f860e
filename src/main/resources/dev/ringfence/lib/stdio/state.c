#include <bits/stream.h>
#include <errno.h>
#include <stdlib.h>

int feof(FILE *file) { return (file->flags & __ENDED) != 0; }
int ferror(FILE *file) { return (file->flags & __FAILED) != 0; }
void clearerr(FILE *file) { file->flags &= ~(__ENDED | __FAILED); }
int feof_unlocked(FILE *file) { return feof(file); }
int ferror_unlocked(FILE *file) { return ferror(file); }
void clearerr_unlocked(FILE *file) { clearerr(file); }

int fileno(FILE *file) {
  if (file->device) {
    errno = EBADF;
    return -1;
  }
  return file->fd;
}

int fileno_unlocked(FILE *file) { return fileno(file); }

void flockfile(FILE *file) { __LOCK(file); }
void funlockfile(FILE *file) { __UNLOCK(file); }
int ftrylockfile(FILE *file) { return __threaded ? pthread_mutex_trylock(&file->lock) : 0; }

int setvbuf(FILE *file, char *buffer, int mode, size_t size) {
  if (mode != _IOFBF && mode != _IOLBF && mode != _IONBF)
    return -1;
  __stream_flush(file);
  int kept = file->buffer && file->next < file->end && !(file->flags & __WRITING);
  file->flags &= ~(__BY_LINES | __UNBUFFERED);
  if (mode == _IONBF)
    file->flags |= __UNBUFFERED;
  if (mode == _IOLBF)
    file->flags |= __BY_LINES;
  if (kept)
    return 0;
  if (mode == _IOFBF && !buffer && !file->buffer) {
    /* A buffer of the usual size, by blocks even on a terminal. */
    __stream_allocate(file);
    file->flags &= ~__BY_LINES;
  }
  if (mode != _IONBF && !buffer)
    return 0;
  if (file->flags & __OWN_BUFFER)
    free(file->buffer);
  file->flags &= ~(__OWN_BUFFER | __WRITING);
  file->buffer = NULL;
  if (mode != _IONBF && size > 0) {
    file->buffer = buffer;
    file->limit = buffer + size;
  }
  file->next = file->end = file->buffer;
  return 0;
}

void setbuf(FILE *file, char *buffer) { setvbuf(file, buffer, buffer ? _IOFBF : _IONBF, BUFSIZ); }
void setbuffer(FILE *file, char *buffer, size_t size) {
  setvbuf(file, buffer, buffer ? _IOFBF : _IONBF, size);
}
void setlinebuf(FILE *file) { setvbuf(file, NULL, _IOLBF, 0); }
