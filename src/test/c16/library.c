// What the library does where an int has 16 bits.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int ascending(const void *a, const void *b) {
  int x = *(const int *)a, y = *(const int *)b;
  return (x > y) - (x < y);
}

int main(int argc, char **argv) {
  printf("[%5d] [%-6u] [%06.2f] [%lx] [%lld] [%s] [%c]\n", -12, 40000u, 3.14159, 0x12345678L,
         123456789012345LL, "text", 'z');
  char text[40];
  sprintf(text, "%d-%ld", 1234, 1234567L);
  int n = 0;
  long m = 0;
  printf("%d", sscanf(text, "%d-%ld", &n, &m));
  printf(" %d %ld\n", n, m);
  int values[] = {5, -3, 30000, 12, -30000, 7};
  qsort(values, 5, sizeof *values, ascending);
  for (int i = 0; i < 6; i++) printf("%d ", values[i]);
  printf("\n%ld %d\n", strtol("99999", NULL, 10), atoi("-321"));
  errno = 0;
  long most = strtol("99999999999", NULL, 10);
  printf("%ld %d\n", most, errno == ERANGE);
  char *blocks[20];
  for (int i = 0; i < 20; i++) {
    blocks[i] = malloc(100 + i);
    memset(blocks[i], 'a' + i, 100 + i);
  }
  int good = 0;
  for (int i = 0; i < 20; i++) good += blocks[i][99 + i] == 'a' + i;
  for (int i = 0; i < 20; i += 2) free(blocks[i]);
  printf("%d %d\n", good, malloc(60000u) == NULL);
  printf("%s %d\n", strerror(ENOENT), strcmp("abc", "abd") < 0);
  printf("%.17g %g %e\n", 0.1, 1e100, atof("6.02e23"));
  FILE *file = fopen("/tmp/file", "w");
  for (int i = 0; i < 1000; i++) fprintf(file, "%d\n", i);
  fclose(file);
  file = fopen("/tmp/file", "r");
  long sum = 0;
  while (fscanf(file, "%d", &n) == 1) sum += n;
  printf("%ld\n", sum);
  int ends[2];
  pipe(ends);
  fflush(stdout);
  if (fork() == 0) {
    dprintf(ends[1], "from the child");
    _exit(5);
  }
  int status;
  wait(&status);
  text[read(ends[0], text, sizeof text)] = 0;
  printf("%s, %d\n", text, WEXITSTATUS(status));
  struct tm *t = gmtime(&(time_t){1000000000});
  printf("%d-%02d-%02d\n", t->tm_year + 1900, t->tm_mon + 1, t->tm_mday);
  printf("%d %s\n", argc, strchr(argv[0], '/') ? "path" : "name");
  return 3;
}
