#include <bits/stream.h>
#include <errno.h>

int fseeko(FILE *file, off_t offset, int whence) {
  __LOCK(file);
  int result = -1;
  if (file->flags & __WRITING) {
    if (__stream_flush(file))
      goto done;
  } else if (whence == SEEK_CUR) {
    size_t ahead = file->end - file->next;
    if (file->kept_next)
      ahead += file->kept_end - file->kept_next;
    offset -= ahead;
  }
  if (__stream_seek(file, offset, whence) < 0)
    goto done;
  __stream_drop_pushed(file);
  file->next = file->end = file->buffer;
  file->flags &= ~(__ENDED | __WRITING);
  result = 0;
done:
  __UNLOCK(file);
  return result;
}

int fseek(FILE *file, long offset, int whence) { return fseeko(file, offset, whence); }

off_t ftello(FILE *file) {
  __LOCK(file);
  off_t at = file->flags & __APPENDS && file->flags & __WRITING
                 ? __stream_seek(file, 0, SEEK_END)
                 : __stream_seek(file, 0, SEEK_CUR);
  if (at >= 0) {
    if (file->flags & __WRITING) {
      at += file->next - file->buffer;
    } else {
      at -= file->end - file->next;
      if (file->kept_next)
        at -= file->kept_end - file->kept_next;
    }
  }
  __UNLOCK(file);
  return at;
}

long ftell(FILE *file) { return ftello(file); }

void rewind(FILE *file) {
  fseeko(file, 0, SEEK_SET);
  clearerr(file);
}

int fgetpos(FILE *restrict file, fpos_t *restrict position) {
  position->__offset = ftello(file);
  position->__state = 0;
  return position->__offset < 0 ? -1 : 0;
}

int fsetpos(FILE *file, const fpos_t *position) {
  return fseeko(file, position->__offset, SEEK_SET);
}
