// Runs a list of commands joined by pipes, each a function in a process of its own.
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void numbers(void) { for (int i = 1; i <= 12; i++) printf("line %d\n", i); }
static void upper(void) { for (int c; (c = getchar()) != EOF;) putchar(toupper(c)); }
static void odd(void) {
  char line[80];
  for (int n = 1; fgets(line, sizeof line, stdin); n++) if (n % 2) fputs(line, stdout);
}
static void count(void) {
  int lines = 0, c;
  while ((c = getchar()) != EOF) lines += c == '\n';
  printf("%d lines\n", lines);
}
static const struct { const char *name; void (*run)(void); } commands[] = {{"numbers", numbers}, {"upper", upper}, {"odd", odd}, {"count", count}};

static int run(const char *text) {
  char copy[80];
  strcpy(copy, text);
  int in = dup(0), status = 0, started = 0;
  for (char *name = strtok(copy, " |"), *next; name; name = next) {
    next = strtok(NULL, " |");
    int p[2] = {-1, -1};
    if (next) pipe(p);
    fflush(stdout);
    if (fork() == 0) {
      dup2(in, 0);
      if (next) dup2(p[1], 1), close(p[0]), close(p[1]);
      for (unsigned i = 0; i < sizeof commands / sizeof *commands; i++)
        if (!strcmp(commands[i].name, name)) {
          commands[i].run();
          exit(0);
        }
      exit(127);
    }
    started++;
    close(in);
    if (next) close(p[1]);
    in = p[0];
  }
  while (started--) {
    int s;
    wait(&s);
    if (WEXITSTATUS(s)) status = WEXITSTATUS(s);
  }
  return status;
}

int main(void) {
  printf("%d\n", run("numbers | upper | odd"));
  printf("%d\n", run("numbers | odd | odd | count"));
  printf("%d\n", run("numbers | nothing"));
  printf("%d\n", run("numbers|count"));
  return 0;
}
