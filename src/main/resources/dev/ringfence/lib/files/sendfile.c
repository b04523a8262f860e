#include <sys/sendfile.h>
#include <unistd.h>

ssize_t sendfile(int to, int from, off_t *offset, size_t count) {
  char buffer[4096];
  size_t done = 0;
  while (done < count) {
    size_t most = count - done < sizeof buffer ? count - done : sizeof buffer;
    ssize_t got = offset ? pread(from, buffer, most, *offset) : read(from, buffer, most);
    ssize_t put = got > 0 ? write(to, buffer, got) : got;
    if (put < 0)
      return done > 0 ? done : -1;
    done += put;
    if (offset)
      *offset += put;
    else if (put < got)
      lseek(from, put - got, SEEK_CUR);
    if (put < got || got == 0)
      break;
  }
  return done;
}
