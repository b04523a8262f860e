package dev.ringfence.scenario.read;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigParseOptions;
import dev.ringfence.c.lex.Diagnostics;
import dev.ringfence.c.lex.Source;
import dev.ringfence.scenario.SourceFiles;
import java.io.File;
import java.net.URL;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a scenario's `include` finds: files beside the one that includes them, and nothing else.
final class Includes
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
  private static final int DEEPEST = 50;
  private static final int LONGEST = 160;
  private static final Pattern ORIGIN = Pattern.compile("(?!merge of )(.*): \\d+(-\\d+)?");

  private final SourceFiles files;
  private final Path file;
  private final int depth;

  private Includes(SourceFiles files, Path file, int depth) {
    this.files = files;
    this.file = file;
    this.depth = depth;
  }

  /// How the text of a file is parsed.
  static ConfigParseOptions options(SourceFiles files, Path file) {
    return options(files, file, 0);
  }

  private static ConfigParseOptions options(SourceFiles files, Path file, int depth) {
    return ConfigParseOptions.defaults()
        .setOriginDescription(file.toString())
        .setIncluder(new Includes(files, file, depth));
  }

  /// The name of the file of which an origin is, or null if that is not known.
  static @Nullable String nameIn(ConfigOrigin origin) {
    Matcher matcher = ORIGIN.matcher(origin.description());
    return matcher.matches() ? matcher.group(1) : null;
  }

  /// Tells what is wrong with a text, or with one that it includes.
  static void tell(ConfigException e, Source source, Diagnostics diagnostics) {
    int line = e.origin() == null ? 1 : Math.max(1, e.origin().lineNumber());
    String message = String.valueOf(e.getMessage());
    message = message.replaceFirst("^.*?(: \\d+(-\\d+)?|\\.conf): (\\d+: )?", "");
    message = message.replaceAll("\\p{Cntrl}", " ").replaceAll(" \\(if you intended.*", "");
    message = message.replaceAll("\\s+", " ").replace("close parentheses ')'", "closing brace '}'");
    if (message.length() > LONGEST) {
      message = message.substring(0, LONGEST) + "...";
    }
    String included = e.origin() == null ? null : nameIn(e.origin());
    Source text =
        included == null || included.equals(source.name())
            ? source
            : new Source(included, "\n".repeat(line - 1), false);
    int there = Math.clamp(line, 1, text.line(text.text().length()));
    diagnostics.error(text.place(line, text.lineText(there).strip()), message, "here");
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    return includeFile(context, new File(what));
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File what) {
    Path path = file.resolveSibling(what.getPath());
    byte[] bytes = files.bytes(path);
    if (bytes == null) {
      throw wrong("cannot include " + path);
    }
    if (depth == DEEPEST) {
      throw wrong("includes are nested too deeply at " + path);
    }
    return ConfigFactory.parseString(Source.decode(bytes), options(files, path, depth + 1)).root();
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
    throw wrong("only files can be included, not " + what);
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String what) {
    throw wrong("only files can be included, not the resource " + what);
  }

  private ConfigException wrong(String message) {
    ConfigOrigin here = ConfigOriginFactory.newSimple(file.toString());
    return new ConfigException.Parse(here, message);
  }
}
