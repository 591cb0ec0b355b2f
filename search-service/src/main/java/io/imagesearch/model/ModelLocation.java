package io.imagesearch.model;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a model's files are. A missing file is a {@link FileNotFoundException}. */
sealed interface ModelLocation {

  InputStream open(String file) throws IOException;

  /**
   * A file's whole content.
   *
   * @param why the file is needed, for the message when it is missing
   * @throws ModelException when it can't be read
   */
  default byte[] read(String file, String why) {
    try (InputStream in = open(file)) {
      return in.readAllBytes();
    } catch (FileNotFoundException e) {
      throw new ModelException(missing(file, why), e);
    } catch (IOException e) {
      throw new ModelException(name(file) + " can't be read: " + e, e);
    }
  }

  /** The file with its place, for messages. */
  String name(String file);

  /** One line: what is missing and how to mend it. */
  String missing(String file, String why);

  /** {@code classpath:…} or the path of a folder. */
  static ModelLocation of(String where) {
    String prefix = "classpath:";
    return where.startsWith(prefix)
        ? new OnClasspath(where.substring(prefix.length()).replaceAll("^/+|/+$", ""))
        : new OnDisk(Path.of(where).toAbsolutePath().normalize());
  }

  /** A folder that somebody mounted or exported. */
  record OnDisk(Path folder) implements ModelLocation {
    @Override
    public InputStream open(String file) throws IOException {
      Path path = folder.resolve(file);
      if (!Files.isRegularFile(path)) {
        throw new FileNotFoundException(path.toString());
      }
      return Files.newInputStream(path);
    }

    @Override
    public String name(String file) {
      return folder.resolve(file).toString();
    }

    @Override
    public String missing(String file, String why) {
      return Files.isDirectory(folder)
          ? "the model folder %s has no file %s, %s; copy the whole folder"
              .formatted(folder, file, why)
          : "there is no model folder %s; set image-search.model.location to one with a model.json"
              .formatted(folder);
    }
  }

  /** A folder inside the jar. */
  record OnClasspath(String folder) implements ModelLocation {
    @Override
    public InputStream open(String file) throws IOException {
      InputStream in =
          ModelLocation.class.getClassLoader().getResourceAsStream(folder + "/" + file);
      if (in == null) {
        throw new FileNotFoundException(name(file));
      }
      return in;
    }

    @Override
    public String name(String file) {
      return "classpath:" + folder + "/" + file;
    }

    @Override
    public String missing(String file, String why) {
      return "the model folder classpath:%s has no file %s, %s; build the jar with that folder in models/"
          .formatted(folder, file, why);
    }
  }
}
