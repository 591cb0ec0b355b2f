package io.imagesearch.cli;

/** One picture of a run over many. */
interface Item {
  /** The path below the folder, by which reports name it. */
  String name();

  /** Brings it to where it is to be, unless it is there. */
  Outcome bring() throws ServiceException, InterruptedException;
}
