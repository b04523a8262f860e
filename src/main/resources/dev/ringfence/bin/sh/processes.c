/* Child processes and redirections. */

static int ended(int how) {
  if (WIFEXITED(how))
    return WEXITSTATUS(how);
  if (WTERMSIG(how) != SIGINT && WTERMSIG(how) != SIGPIPE)
    dprintf(2, "%s\n", strsignal(WTERMSIG(how)));
  return 128 + WTERMSIG(how);
}

static int wait_for(pid_t child) {
  int how;
  while (waitpid(child, &how, 0) < 0)
    if (errno != EINTR)
      return 127;
  return ended(how);
}

static int here_document(struct redirection *r) {
  int ends[2];
  const char *text = r->word;
  if (!r->quoted) {
    struct words fields = {0};
    struct expander e = {.fields = &fields};
    expand(&e, r->word, r->word + strlen(r->word), 1);
    end_field(&e);
    text = fields.count ? literal(fields.at[0]) : "";
  }
  pipe(ends);
  if (fork() == 0) {
    close(ends[0]);
    write(ends[1], text, strlen(text));
    _exit(0);
  }
  close(ends[1]);
  return ends[0];
}

static int open_for(struct redirection *r) {
  if (strncmp(r->operator, "<<", 2) == 0)
    return here_document(r);
  char *word = single(r->word);
  if (r->operator[1] == '&')
    return strcmp(word, "-") ? fcntl(atoi(word), F_DUPFD, 10) : -2;
  int flags = r->operator[0] == '<' ? r->operator[1] ? O_RDWR | O_CREAT : O_RDONLY
              : O_WRONLY | O_CREAT | (r->operator[1] == '>' ? O_APPEND : O_TRUNC);
  int fd = open(word, flags, 0666);
  if (fd < 0) {
    const char *missing = flags & O_CREAT ? "Directory nonexistent" : "No such file";
    dprintf(2, "%s: %d: cannot %s %s: %s\n", name, line, flags & O_CREAT ? "create" : "open", word,
            errno == ENOENT ? missing : strerror(errno));
  }
  return fd;
}

/* Redirects; keeps what was there before if it is to come back. */
static int redirect(struct redirection *r, int kept[10]) {
  for (; r; r = r->next) {
    int fd = open_for(r);
    if (fd == -1)
      return 0;
    if (kept && kept[r->fd] == -1)
      kept[r->fd] = (kept[r->fd] = fcntl(r->fd, F_DUPFD_CLOEXEC, 10)) < 0 ? -2 : kept[r->fd];
    if (fd == -2)
      close(r->fd);
    else if (fd != r->fd) {
      dup2(fd, r->fd);
      close(fd);
    }
  }
  return 1;
}

static void restore(int kept[10]) {
  for (int fd = 0; fd < 10; fd++)
    if (kept[fd] == -2)
      close(fd);
    else if (kept[fd] >= 0) {
      dup2(kept[fd], fd);
      close(kept[fd]);
    }
}

static void execute(struct words *words) {
  environ = environment();
  execvp(words->at[0], words->at);
  int error = errno;
  if (error == ENOEXEC) {
    struct words script = {0};
    add_word(&script, "sh");
    for (int i = 0; i < words->count; i++)
      add_word(&script, words->at[i]);
    execv("/bin/sh", script.at);
  }
  fail(words->at[0], error == ENOENT ? "not found" : strerror(error));
  _exit(error == ENOENT ? 127 : 126);
}
