// The names of the interface for large files: open64, lseek64, stat64, fopen64 and others.
#define _LARGEFILE64_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

int main(void) {
  mkdir("large", 0700);
  int fd = open64("large/file", O_RDWR | O_CREAT | O_TRUNC | O_LARGEFILE, 0600);
  off64_t offset = 5000000000LL;
  printf("%lld\n", (long long)lseek64(fd, offset, SEEK_SET));
  ftruncate64(fd, offset + 4);
  struct stat64 status;
  fstat64(fd, &status);
  printf("%lld\n", (long long)status.st_size);
  stat64("large/file", &status);
  printf("%d\n", S_ISREG(status.st_mode));
  char buffer[5] = "";
  printf("%zd %d\n", pread64(fd, buffer, 5, offset), buffer[0]);
  FILE *file = fopen64("large/file", "r");
  fseeko64(file, offset + 1, SEEK_SET);
  int c = getc(file);
  printf("%d %lld\n", c, (long long)ftello64(file));
  fclose(file);
  ftruncate64(fd, 10);
  pwrite64(fd, "0123456789", 10, 0);
  char *mapped = mmap64(NULL, 10, PROT_READ, MAP_SHARED, fd, 0);
  printf("%.10s\n", mapped);
  DIR *directory = opendir("large");
  for (struct dirent64 *entry; (entry = readdir64(directory));)
    if (entry->d_name[0] != '.')
      puts(entry->d_name);
  closedir(directory);
  struct rlimit64 limit;
  printf("%d\n", getrlimit64(RLIMIT_FSIZE, &limit));
  close(fd);
  unlink("large/file");
  rmdir("large");
  return 0;
}
