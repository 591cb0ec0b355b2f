package io.imagesearch.cli;

import io.imagesearch.plan.CapacityPlan;
import io.imagesearch.plan.ClusterYaml;
import io.imagesearch.plan.Demand;
import io.imagesearch.plan.Planner;
import io.imagesearch.plan.PodSizes;
import io.imagesearch.plan.UnitCosts;
import io.imagesearch.plan.UnmeasuredException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "plan",
    description = {
      "Say how large a cluster has to be, as a resource for kubectl apply.",
      "",
      "Asks no service. The formulas and the measured unit costs are in",
      "docs/planning.md; what was measured on another machine than yours is a guess",
      "for yours: give your own with --costs."
    })
final class PlanCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(names = "--pictures", paramLabel = "N", required = true, description = "Pictures today.")
  private long pictures;

  @Option(
      names = "--growth",
      paramLabel = "PERCENT",
      description = "More of them each month (default: 0).")
  private double growth;

  @Option(
      names = "--months",
      paramLabel = "N",
      description = "How far ahead the plan holds (default: 12).")
  private int months = 12;

  @Option(
      names = "--searches",
      paramLabel = "RATE",
      required = true,
      description = "Searches by picture a second, at most.")
  private double searches;

  @Option(
      names = "--uploads",
      paramLabel = "RATE",
      description = "Uploads a second, at most (default: 0).")
  private double uploads;

  @Option(
      names = "--dimension",
      paramLabel = "N",
      description = "Of the model's embeddings (default: 1280).")
  private int dimension = 1280;

  @Option(
      names = "--picture-size",
      paramLabel = "KIB",
      description = "Of an original, on average (default: 200).")
  private int pictureSize = 200;

  @Option(
      names = "--replicas",
      paramLabel = "N",
      description = "Copies of the collection in memory (default: 2).")
  private int replicas = 2;

  @Option(
      names = "--node-cores",
      paramLabel = "N",
      description = "The most cores of a pod (default: 8).")
  private int cores = 8;

  @Option(
      names = "--node-memory",
      paramLabel = "GIB",
      description = "The most memory of a query node (default: 64).")
  private int memory = 64;

  @Option(names = "--gpu", description = "Embedders compute on GPUs, one each.")
  private boolean gpu;

  @Option(
      names = "--costs",
      paramLabel = "FILE",
      description = "Unit costs that you measured, in JSON.")
  private Optional<Path> costs = Optional.empty();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Of the resource (default: pictures).")
  private String name = "pictures";

  @Option(names = "--table", description = "Print the table only, without the resource.")
  private boolean tableOnly;

  @Override
  public Integer call() throws LocalFileException {
    CapacityPlan plan = plan();
    PrintWriter out = spec.commandLine().getOut();
    if (tableOnly) {
      plan.table().forEach(out::println);
      plan.remarks().forEach(remark -> out.println("Note: " + remark));
    } else {
      out.print(ClusterYaml.of(plan, name));
    }
    out.flush();
    return ExitCode.FINE;
  }

  private CapacityPlan plan() throws LocalFileException {
    try {
      double planned = pictures * Math.pow(1 + growth / 100, months);
      return Planner.plan(
          new Demand(
              Math.round(planned), pictureSize * 1024L, dimension, searches, uploads, replicas),
          unitCosts(),
          new PodSizes(cores, (long) memory << 30, gpu));
    } catch (IllegalArgumentException | ArithmeticException | UnmeasuredException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private UnitCosts unitCosts() throws LocalFileException {
    UnitCosts measured = UnitCosts.measured();
    if (costs.isEmpty()) {
      return measured;
    }
    Path file = costs.get();
    try {
      return measured.with(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new LocalFileException(file, e);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), file + " " + e.getMessage(), e);
    }
  }
}
