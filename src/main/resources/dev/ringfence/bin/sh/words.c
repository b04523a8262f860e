/* Texts and lists of words that grow. They are never freed: a shell ends soon. */

struct text {
  char *at;
  size_t length, room;
};

struct words {
  char **at;
  int count, room;
};

static void add(struct text *text, char c) {
  if (text->length + 1 >= text->room)
    text->at = realloc(text->at, text->room = text->room * 2 + 32);
  text->at[text->length++] = c;
  text->at[text->length] = 0;
}

static struct text empty(void) {
  struct text text = {0};
  add(&text, 0);
  text.length = 0;
  return text;
}

static void add_text(struct text *text, const char *more) {
  while (*more)
    add(text, *more++);
}

static void add_word(struct words *words, char *word) {
  if (words->count + 1 >= words->room)
    words->at = realloc(words->at, (words->room = words->room * 2 + 8) * sizeof(char *));
  words->at[words->count++] = word;
  words->at[words->count] = NULL;
}

static char *part(const char *from, const char *to) {
  return strndup(from, to - from);
}

static char *decimal(long number) {
  char *text = malloc(24);
  sprintf(text, "%ld", number);
  return text;
}
