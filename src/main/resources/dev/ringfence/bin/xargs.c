/* xargs: runs a program with the words of standard input (POSIX); -n so many, -I one line. */
#include <errno.h>
#include <error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST = 4096 };
static char *words[MOST + 1], *insert;
static int fixed, count, status, nul_ends, shows;

static void run(char **command) {
  if (shows) {
    for (char **word = command; *word; word++)
      fprintf(stderr, word == command ? "%s" : " %s", *word);
    fputc('\n', stderr);
  }
  fflush(stdout);
  pid_t child = fork();
  if (child < 0)
    error(1, errno, "fork");
  if (child == 0) {
    execvp(command[0], command);
    error(0, errno, "%s", command[0]);
    _exit(errno == ENOENT ? 127 : 126);
  }
  int result;
  waitpid(child, &result, 0);
  if (WIFSIGNALED(result))
    error(125, 0, "%s: terminated by signal %d", command[0], WTERMSIG(result));
  int code = WEXITSTATUS(result);
  if (code == 255)
    error(124, 0, "%s: exited with status 255; aborting", command[0]);
  if (code == 126 || code == 127)
    exit(code);
  if (code)
    status = 123;
}

static char *replaced(const char *word, const char *by) {
  char *text;
  size_t size;
  FILE *to = open_memstream(&text, &size);
  for (const char *found; (found = strstr(word, insert)); word = found + strlen(insert))
    fprintf(to, "%.*s%s", (int)(found - word), word, by);
  fputs(word, to);
  fclose(to);
  return text;
}

static void run_inserted(const char *line) {
  char *command[fixed + 1];
  command[fixed] = NULL;
  for (int i = 0; i < fixed; i++)
    command[i] = replaced(words[i], line);
  run(command);
  for (int i = 0; i < fixed; i++)
    free(command[i]);
}

/* The next word, or with -I line, of standard input; null at the end. */
static char *next_word(void) {
  char *text;
  size_t size;
  int c = getchar(), quote = 0, any = 0;
  while (!nul_ends && (c == ' ' || c == '\t' || c == '\n'))
    c = getchar();
  FILE *to = open_memstream(&text, &size);
  for (; c != EOF; c = getchar(), any = 1) {
    if (nul_ends ? c == 0 : !quote && (c == '\n' || !insert && (c == ' ' || c == '\t')))
      break;
    if (c == '\n' && quote)
      error(1, 0, "unmatched %s quote; by default quotes are special to xargs unless you use "
                  "the -0 option", quote == '"' ? "double" : "single");
    if (!nul_ends && c == (quote ? quote : c == '"' ? '"' : '\''))
      quote = quote ? 0 : c;
    else if (!nul_ends && !quote && c == '\\' && (c = getchar()) == EOF)
      break;
    else
      fputc(c, to);
  }
  fclose(to);
  return c == EOF && !any ? NULL : text;
}

static int usage(const char *program) {
  fprintf(stderr, "Try '%s --help' for more information.\n", program);
  return 1;
}

int main(int argc, char **argv) {
  int most = MOST, unless_empty = 0;
  for (int option; (option = getopt(argc, argv, "+0I:n:rt")) != -1;) {
    switch (option) {
      case '0': nul_ends = 1; break;
      case 'I': insert = optarg; break;
      case 'n': most = atoi(optarg); break;
      case 'r': unless_empty = 1; break;
      case 't': shows = 1; break;
      default: return usage(argv[0]);
    }
  }
  if (most < 1) {
    error(0, 0, "value %d for -n option should be >= 1", most);
    return usage(argv[0]);
  }
  for (; optind < argc && fixed < MOST / 2; optind++)
    words[fixed++] = argv[optind];
  if (fixed == 0)
    words[fixed++] = "echo";
  int runs = 0;
  count = fixed;
  for (char *word; (word = next_word());) {
    if (insert) {
      run_inserted(word);
      continue;
    }
    words[count++] = word;
    if (count < MOST && count - fixed < most)
      continue;
    words[count] = NULL;
    run(words);
    for (runs = 1; count > fixed;)
      free(words[--count]);
  }
  words[count] = NULL;
  if (!insert && (count > fixed || !runs && !unless_empty))
    run(words);
  return status;
}
