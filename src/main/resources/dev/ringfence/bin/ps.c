/* ps: lists processes, one's own or with -e all; -o names columns, -p and -C choose (POSIX). */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <error.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct process {
  int pid, parent, group, session, threads, user;
  long used; /* ticks of CPU time */
  char state, command[64], line[200];
};

static const struct column {
  const char *name, *title;
  int width; /* negative for what stands on the left */
} columns[] = {{"pid", "PID", 7},       {"ppid", "PPID", 7},    {"pgid", "PGID", 7},
               {"sid", "SID", 7},       {"stat", "STAT", -4},   {"state", "S", -1},
               {"s", "S", -1},          {"user", "USER", -8},   {"uid", "UID", 5},
               {"tty", "TTY", -8},       {"time", "TIME", 8},    {"comm", "COMMAND", -15},
               {"cmd", "CMD", -27},     {"args", "COMMAND", -27}, {"command", "COMMAND", -27},
               {"nlwp", "NLWP", 4}};

static const struct column *shown[20];
static int count, bare;

static void choose(char *list) {
  for (char *name = strtok(list, ", "); name; name = strtok(NULL, ", ")) {
    char *title = strchr(name, '=');
    if (title)
      *title = 0;
    bare |= title != NULL;
    int i = 0;
    while (i < sizeof columns / sizeof *columns && strcmp(columns[i].name, name))
      i++;
    if (i == sizeof columns / sizeof *columns)
      error(1, 0, "error: unknown user-defined format specifier \"%s\"", name);
    if (count < 20)
      shown[count++] = &columns[i];
  }
}

static int read_process(const char *number, struct process *p) {
  char path[40], text[512];
  snprintf(path, sizeof path, "%s/stat", number);
  FILE *file = fopen(path, "r");
  size_t size = file ? fread(text, 1, sizeof text - 1, file) : 0;
  if (file)
    fclose(file);
  text[size] = 0;
  char *open = strchr(text, '('), *close = strrchr(text, ')');
  long user = 0, system = 0;
  if (!open || !close)
    return 0;
  p->pid = atoi(number);
  snprintf(p->command, sizeof p->command, "%.*s", (int)(close - open - 1), open + 1);
  sscanf(close + 2, "%c %d %d %d %*d %*d %*u %*u %*u %*u %*u %ld %ld %*d %*d %*d %*d %d", &p->state,
         &p->parent, &p->group, &p->session, &user, &system, &p->threads);
  p->used = user + system;
  struct stat status;
  p->user = stat(number, &status) ? 0 : status.st_uid;
  snprintf(path, sizeof path, "%s/cmdline", number);
  file = fopen(path, "r");
  size = file ? fread(p->line, 1, sizeof p->line - 1, file) : 0;
  if (file)
    fclose(file);
  for (size_t i = 0; i + 1 < size; i++)
    if (!p->line[i])
      p->line[i] = ' ';
  p->line[size] = 0;
  if (!size)
    snprintf(p->line, sizeof p->line, p->state == 'Z' ? "[%s] <defunct>" : "[%s]", p->command);
  if (p->state == 'Z')
    strncat(p->command, " <defunct>", sizeof p->command - strlen(p->command) - 1);
  return 1;
}

static void cell(const struct process *p, const char *name, char *to, size_t room) {
  struct passwd *user;
  long seconds = p->used / sysconf(_SC_CLK_TCK);
  int number = !strcmp(name, "pid")    ? p->pid
               : !strcmp(name, "ppid") ? p->parent
               : !strcmp(name, "pgid") ? p->group
               : !strcmp(name, "sid")  ? p->session
               : !strcmp(name, "nlwp") ? p->threads
                                       : p->user;
  if (!strcmp(name, "user") && (user = getpwuid(p->user)))
    snprintf(to, room, "%s", user->pw_name);
  else if (!strcmp(name, "stat"))
    snprintf(to, room, "%c%s%s", p->state, p->session == p->pid ? "s" : "",
             p->threads > 1 ? "l" : "");
  else if (!strcmp(name, "state") || !strcmp(name, "s"))
    snprintf(to, room, "%c", p->state);
  else if (!strcmp(name, "tty"))
    snprintf(to, room, "?");
  else if (!strcmp(name, "time"))
    snprintf(to, room, "%02ld:%02ld:%02ld", seconds / 3600, seconds / 60 % 60, seconds % 60);
  else if (!strcmp(name, "comm"))
    snprintf(to, room, "%s", p->command);
  else if (!strcmp(name, "cmd") || !strcmp(name, "args") || !strcmp(name, "command"))
    snprintf(to, room, "%s", p->line);
  else
    snprintf(to, room, "%d", number);
}

static void row(const struct process *p) {
  for (int i = 0; i < count; i++) {
    char text[256];
    if (p)
      cell(p, shown[i]->name, text, sizeof text);
    else
      strcpy(text, shown[i]->title);
    int width = shown[i]->width < 0 && i == count - 1 ? 0 : shown[i]->width;
    printf("%s%*s", i ? " " : "", width, text);
  }
  putchar('\n');
}

static int by_number(const struct dirent **a, const struct dirent **b) {
  return atoi((*a)->d_name) - atoi((*b)->d_name);
}

static int is_number(const struct dirent *entry) { return isdigit((unsigned char)*entry->d_name); }

static int is_listed(const char *list, int number) {
  for (; list && *list; list += strspn(list, ", "))
    if (strtol(list, (char **)&list, 10) == number)
      return 1;
    else if (*list && !strchr(", ", *list))
      return 0;
  return 0;
}

int main(int argc, char **argv) {
  int all = 0, option;
  char *pids = NULL, *name = NULL;
  static char full[] = "user,pid,ppid,tty,time,cmd", usual[] = "pid,tty,time,comm",
              old[] = "user,pid,stat,time,args";
  if (argc > 1 && *argv[1] != '-') {
    all = strchr(argv[1], 'a') || strchr(argv[1], 'x');
    choose(strchr(argv[1], 'u') ? old : usual);
    argv++;
    argc--;
  }
  while ((option = getopt(argc, argv, "eAafljo:p:C:u:")) != -1)
    switch (option) {
      case 'e':
      case 'A': all = 1; break;
      case 'f':
      case 'l': choose(full); break;
      case 'j': choose((char[]){"pid,pgid,sid,tty,time,comm"}); break;
      case 'o': choose(optarg); break;
      case 'p': pids = optarg; break;
      case 'C': name = optarg; break;
      case '?': return 1;
    }
  if (!count)
    choose(usual);
  if (!bare)
    row(NULL);
  struct dirent **found;
  /* In two steps, which show that no descriptors of others are opened by their paths. */
  if (chdir("/") || chdir("proc"))
    error(1, errno, "proc");
  int shown_any = 0, many = scandir(".", &found, is_number, by_number);
  for (int i = 0; i < many; i++) {
    struct process p = {0};
    if (read_process(found[i]->d_name, &p) &&
        (pids   ? is_listed(pids, p.pid)
         : name ? !strncmp(p.command, name, strlen(name))
                : all || p.user == geteuid())) {
      row(&p);
      shown_any = 1;
    }
  }
  return !shown_any;
}
