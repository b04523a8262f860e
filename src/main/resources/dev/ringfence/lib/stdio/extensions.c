#include <bits/stream.h>
#include <stdio_ext.h>

size_t __fbufsize(FILE *file) { return file->buffer ? file->limit - file->buffer : 0; }
int __freadable(FILE *file) { return (file->flags & __READS) != 0; }
int __fwritable(FILE *file) { return (file->flags & __WRITES) != 0; }
int __flbf(FILE *file) { return (file->flags & __BY_LINES) != 0; }
void _flushlbf(void) { fflush(NULL); }
int __fsetlocking(FILE *file, int type) { return FSETLOCKING_INTERNAL; }

int __fwriting(FILE *file) {
  return (file->flags & __WRITING) != 0 || !(file->flags & __READS);
}

int __freading(FILE *file) {
  return !(file->flags & __WRITES) || !(file->flags & __WRITING) && file->end > file->next;
}

size_t __fpending(FILE *file) {
  return file->flags & __WRITING ? file->next - file->buffer : 0;
}

void __fpurge(FILE *file) {
  if (file->flags & __WRITING)
    file->next = file->buffer;
  else
    file->next = file->end = file->buffer, file->kept_next = NULL;
}
