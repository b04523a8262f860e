// Regular expressions of both kinds: what they match, groups, repetitions, classes, flags, errors.
#include <regex.h>
#include <stdio.h>
#include <string.h>

static void match(const char *pattern, const char *text, int flags) {
  regex_t regex;
  regmatch_t groups[5];
  int code = regcomp(&regex, pattern, flags);
  printf("%-22s %-18s ", pattern, text);
  if (code) {
    char message[100];
    regerror(code, &regex, message, sizeof message);
    printf("%s\n", message);
    return;
  }
  if (regexec(&regex, text, 5, groups, 0)) {
    puts("no");
  } else {
    for (size_t i = 0; i <= regex.re_nsub && i < 5; i++) {
      if (groups[i].rm_so < 0)
        printf("(-) ");
      else
        printf("(%.*s)%d ", groups[i].rm_eo - groups[i].rm_so, text + groups[i].rm_so,
               groups[i].rm_so);
    }
    puts("");
  }
  regfree(&regex);
}

static void extended(void) {
  const char *cases[][2] = {
      {"abc", "xxabcxx"},       {"^abc$", "abc"},          {"^abc$", "abcd"},
      {"a*", "baaa"},           {"a+", "baaa"},            {"a?b", "aab"},
      {"a{2}", "aaa"},          {"a{2,3}", "aaaa"},        {"a{,2}", "aaaa"},
      {"a{2,}", "aaaaa"},       {"(ab|cd)+", "xabcdabx"},  {"a|ab|abc", "abcd"},
      {"(a|ab)(c|bcd)", "abcd"},{"[a-c]+", "xxcabxx"},     {"[^a-c]+", "abxyc"},
      {"[]x]+", "a]x]"},        {"[a-]+", "-a-"},          {"[[:digit:]]+", "ab123"},
      {"[[:alpha:]_]+", "1a_b"},{"(.)(.)", "xyz"},         {"((a)|(b))*", "ab"},
      {"x*", "aaa"},            {"()", "a"},               {"a.c", "abcadc"},
      {"\\.", "a.b"},           {"[.]", "a.b"},            {"a\\|b", "a|b"},
      {"(a*)(b*)", "aabb"},     {"(a+b)+c", "aababc"},     {"^(([0-9]+)\\.)+", "1.22.x"},
      {"([a-z]+)@([a-z.]+)", "me@home.org"},               {"^$", ""},
      {"a$b", "a$b"},           {"(^a)", "ba"},            {"a{1", "a"},
      {"(a", "a"},              {"a)", "a)"},              {"[a", "a"},
      {"*a", "a"},              {"a**", "aa"},             {"[b-a]", "a"},
      {"[[:foo:]]", "a"},       {"a\\", "a"},              {"\\w+", "-a_1-"},
      {"\\bfoo\\b", "a foo b"}, {"\\<o", "foo o"},         {"(a)\\1", "aba aa"}};
  puts("extended");
  for (int i = 0; i < sizeof cases / sizeof *cases; i++)
    match(cases[i][0], cases[i][1], REG_EXTENDED);
}

static void basic(void) {
  const char *cases[][2] = {
      {"a*b", "aab"},          {"*a", "*a"},        {"a\\{2\\}", "aaa"}, {"\\(a\\)\\1", "aa"},
      {"a+", "a+"},            {"a\\+", "aaa"},     {"(a)", "(a)"},      {"a|b", "a|b"},
      {"\\(ab\\)*c", "ababc"}, {"^*a", "*a"},       {"a^b", "a^b"},      {"a$b", "a$b"},
      {"\\(^a\\)", "a"},       {"a\\{1,", "a"},     {"\\(a", "a"},       {"\\)", ")"},
      {"\\(.\\)\\(.\\)\\2\\1", "xabbay"},           {"[0-9]*$", "ab12"}, {"\\2", "a"}};
  puts("basic");
  for (int i = 0; i < sizeof cases / sizeof *cases; i++)
    match(cases[i][0], cases[i][1], 0);
}

static void flags(void) {
  puts("flags");
  match("HELLO", "say hello", REG_EXTENDED | REG_ICASE);
  match("[A-C]+", "xabcx", REG_EXTENDED | REG_ICASE);
  match("^b.*$", "a\nbc\nd", REG_EXTENDED | REG_NEWLINE);
  match("a.b", "a\nb", REG_EXTENDED | REG_NEWLINE);
  match("a.b", "a\nb", REG_EXTENDED);
  regex_t regex;
  regcomp(&regex, "^a|b$", REG_EXTENDED | REG_NOSUB);
  printf("%d %d %d %d\n", regexec(&regex, "ax", 0, NULL, 0), regexec(&regex, "ax", 0, NULL, REG_NOTBOL),
         regexec(&regex, "xb", 0, NULL, 0), regexec(&regex, "xb", 0, NULL, REG_NOTEOL));
  regfree(&regex);
  const char *text = "one 22 three 4444";
  regmatch_t match;
  regcomp(&regex, "[0-9]+", REG_EXTENDED);
  for (const char *at = text; regexec(&regex, at, 1, &match, 0) == 0; at += match.rm_eo)
    printf("%.*s at %d\n", match.rm_eo - match.rm_so, at + match.rm_so,
           (int)(at - text) + match.rm_so);
  regfree(&regex);
  char message[8];
  printf("%zu %s\n", regerror(REG_NOMATCH, NULL, message, sizeof message), message);
}

int main(void) {
  extended();
  basic();
  flags();
  return 0;
}
