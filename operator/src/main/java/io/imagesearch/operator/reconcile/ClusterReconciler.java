package io.imagesearch.operator.reconcile;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.imagesearch.operator.Dependents;
import io.imagesearch.operator.api.v1alpha1.ImageSearchCluster;
import io.imagesearch.operator.api.v1alpha1.ImageSearchClusterStatus;
import io.imagesearch.operator.apply.Applier;
import io.imagesearch.operator.check.CheckResult;
import io.imagesearch.operator.check.Dependency;
import io.imagesearch.operator.cluster.Cluster;
import io.imagesearch.operator.cluster.Spec;
import io.imagesearch.operator.observe.Kinds;
import io.imagesearch.operator.observe.SecretWatch;
import io.imagesearch.operator.observe.World;
import io.imagesearch.operator.service.ApiAddress;
import io.imagesearch.operator.status.ConditionGauges;
import io.imagesearch.operator.status.Conditions;
import io.imagesearch.operator.status.EventLog;
import io.imagesearch.operator.status.Judgement;
import io.imagesearch.operator.status.References;
import io.imagesearch.operator.status.Report;
import io.imagesearch.operator.status.Verdict;
import io.imagesearch.operator.upgrade.UpgradePlan;
import io.imagesearch.operator.validation.SpecRules;
import io.imagesearch.operator.validation.Violation;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps clusters true: looks at what is there, plans the next step, applies it and reports. */
@ControllerConfiguration(
    name = "imagesearchcluster",
    fieldManager = Applier.FIELD_MANAGER,
    triggerReconcilerOnAllEvents = true)
public final class ClusterReconciler implements Reconciler<ImageSearchCluster> {
  /**
   * Keys of milvus.yaml that are the operator's are left out with a warning, and refuse nothing.
   */
  private static final SpecRules RULES = new SpecRules(_ -> false);

  private static final Duration LOOK = Duration.ofSeconds(30);

  private final String operatorNamespace;
  private final Clock clock;
  private final Platform platform;
  private final SecretWatch secrets;
  private final Inquiry inquiry;
  private final Failover failover;
  private final EmptyCopies emptyCopies;
  private final EventLog events;
  private final ConditionGauges gauges;
  private volatile @Nullable Cache<ImageSearchCluster> known;

  /**
   * Prepares a reconciler.
   *
   * @param operatorNamespace where the operator itself runs
   * @param checks whether stores and Milvus are asked how they are
   * @param meters where the conditions of clusters are told to
   */
  public ClusterReconciler(
      KubernetesClient client,
      String operatorNamespace,
      boolean checks,
      Clock clock,
      MeterRegistry meters) {
    this.operatorNamespace = operatorNamespace;
    this.clock = clock;
    this.platform = new Platform(client, clock);
    this.secrets = new SecretWatch(client);
    this.inquiry = new Inquiry(secrets, checks);
    this.failover = new Failover(inquiry::endSessions, Thread::startVirtualThread);
    this.events = new EventLog(client, clock);
    this.emptyCopies =
        new EmptyCopies(
            inquiry::copies, new SparedPod(client, events), Thread::startVirtualThread, clock);
    this.gauges = new ConditionGauges(meters);
  }

  @Override
  public List<EventSource<?, ImageSearchCluster>> prepareEventSources(
      EventSourceContext<ImageSearchCluster> context) {
    known = context.getPrimaryCache();
    List<EventSource<?, ImageSearchCluster>> sources = new ArrayList<>(Kinds.sources(context));
    sources.add(secrets);
    sources.add(inquiry);
    if (platform.hasPodMonitors()) {
      sources.addAll(Kinds.sources(Kinds.POD_MONITOR, context));
    }
    if (platform.hasHttpRoutes()) {
      sources.addAll(Kinds.sources(Kinds.HTTP_ROUTE, context));
    }
    return sources;
  }

  /**
   * Before metrics are read: a pass that fails while its cluster goes may tell of it after its end.
   */
  public void tidyMetrics() {
    var cache = known;
    if (cache != null) {
      gauges.retain((namespace, name) -> cache.get(new ResourceID(name, namespace)).isPresent());
    }
  }

  @Override
  public UpdateControl<ImageSearchCluster> reconcile(
      ImageSearchCluster resource, Context<ImageSearchCluster> context) {
    if (context.isPrimaryResourceDeleted()
        || resource.getMetadata().getDeletionTimestamp() != null) {
      forget(resource, context.getClient());
      return UpdateControl.noUpdate();
    }
    World world = observe(context);
    List<Violation> violations = RULES.check(resource, Past.of(world));
    if (!violations.isEmpty()) {
      return leaveAlone(resource, Findings.invalid(violations));
    }
    Spec spec = Spec.of(resource);
    if (spec.paused()) {
      return leaveAlone(resource, Findings.paused());
    }
    var surroundings =
        new Plan.Surroundings(
            secrets.digests(resource, References.names(spec)),
            platform.hasHttpRoutes(),
            platform.hasPodMonitors(),
            operatorNamespace);
    ImageSearchCluster cluster = Hibernation.known(context.getClient(), spec, world, resource);
    Plan plan = Plan.of(cluster, spec, world, surroundings, clock.instant());
    failover.look(plan.cluster(), world);
    plan.hibernation().writeDown(context.getClient(), cluster);
    // Before their number becomes 0, which tells them to end in their own time.
    Departure.hasten(context.getClient(), resource, plan.hibernation().leaving(world));
    new Application(plan, world, new Applier(resource, context), clock).run();
    return report(plan, observe(context));
  }

  private void forget(ImageSearchCluster resource, KubernetesClient client) {
    String namespace = resource.getMetadata().getNamespace();
    String name = resource.getMetadata().getName();
    secrets.forget(ResourceID.fromResource(resource));
    inquiry.forget(namespace, name);
    failover.forget(ResourceID.fromResource(resource));
    emptyCopies.forget(ResourceID.fromResource(resource));
    gauges.forget(namespace, name);
    Departure.hasten(client, resource, Departure.SLOW);
  }

  /** What could not be done is told, and tried again; what was known before stays. */
  @Override
  public ErrorStatusUpdateControl<ImageSearchCluster> updateErrorStatus(
      ImageSearchCluster resource, Context<ImageSearchCluster> context, Exception error) {
    if (Departure.hasBegun(context.getClient(), resource)) {
      // It was deleted during the pass, which failed for that, and no other pass may come.
      forget(resource, context.getClient());
      return ErrorStatusUpdateControl.<ImageSearchCluster>noStatusUpdate().withNoRetry();
    }
    Verdict verdict = Findings.failed(error);
    ImageSearchClusterStatus status = keep(resource, List.of(verdict));
    show(resource, status);
    if (Objects.equals(resource.getStatus(), status)) {
      return ErrorStatusUpdateControl.noStatusUpdate();
    }
    tell(resource, status);
    return ErrorStatusUpdateControl.patchStatus(StatusPatch.of(resource, status));
  }

  private UpdateControl<ImageSearchCluster> report(Plan plan, World world) {
    Cluster cluster = plan.cluster();
    Map<Dependency, CheckResult> answers = inquiry.answers(cluster, world);
    Integer loaded = loaded(answers);
    List<Verdict> verdicts =
        new ArrayList<>(
            Judgement.of(
                cluster,
                world,
                plan.upgrade(),
                Dependents.ignored(cluster),
                inquiry.isEnabled() ? Optional.of(answers) : Optional.empty()));
    verdicts.add(Conditions.ready(verdicts));
    ImageSearchClusterStatus status =
        Report.of(
            cluster,
            world,
            ApiAddress.url(cluster),
            conditions(cluster.resource(), verdicts),
            plan.upgrade(),
            loaded,
            plan.hibernation().remembered());
    UpdateControl<ImageSearchCluster> control = patch(cluster.resource(), status);
    // Of a step that is stuck nothing is heard, nor of a copy without a node: only a look can tell.
    boolean again = plan.upgrade().flatMap(UpgradePlan::step).isPresent();
    again |= emptyCopies.look(cluster, world, loaded);
    return again ? control.rescheduleAfter(LOOK) : control;
  }

  private static @Nullable Integer loaded(Map<Dependency, CheckResult> answers) {
    return answers.get(Dependency.MILVUS) instanceof CheckResult.Ok(var loaded)
            && loaded.isPresent()
        ? loaded.getAsInt()
        : null;
  }

  private UpdateControl<ImageSearchCluster> leaveAlone(
      ImageSearchCluster resource, List<Verdict> verdicts) {
    return patch(resource, keep(resource, verdicts));
  }

  /** The status of before, but for these conditions. */
  private ImageSearchClusterStatus keep(ImageSearchCluster resource, List<Verdict> verdicts) {
    ImageSearchClusterStatus before =
        Optional.ofNullable(resource.getStatus())
            .orElseGet(() ->
                new ImageSearchClusterStatus(null, null, null, null, null, null, null, null, null));
    return new ImageSearchClusterStatus(
        resource.getMetadata().getGeneration(),
        before.url(),
        before.model(),
        conditions(resource, verdicts),
        before.embedder(),
        before.api(),
        before.milvus(),
        before.images(),
        before.hibernatedReplicas());
  }

  private List<Condition> conditions(ImageSearchCluster resource, List<Verdict> verdicts) {
    ImageSearchClusterStatus status = resource.getStatus();
    return Conditions.merge(
        status == null ? null : status.conditions(),
        verdicts,
        resource.getMetadata().getGeneration(),
        clock);
  }

  /** Writes the status if it says something new; and an Event for what is news to a person. */
  private UpdateControl<ImageSearchCluster> patch(
      ImageSearchCluster resource, ImageSearchClusterStatus status) {
    show(resource, status);
    if (Objects.equals(resource.getStatus(), status)) {
      return UpdateControl.noUpdate();
    }
    tell(resource, status);
    return UpdateControl.patchStatus(StatusPatch.of(resource, status));
  }

  private void show(ImageSearchCluster resource, ImageSearchClusterStatus status) {
    gauges.show(
        resource.getMetadata().getNamespace(),
        resource.getMetadata().getName(),
        resource.getSpec() != null && resource.getSpec().hibernated(),
        Objects.requireNonNull(status.conditions()));
  }

  private void tell(ImageSearchCluster resource, ImageSearchClusterStatus status) {
    events.tell(
        resource,
        resource.getStatus() == null ? null : resource.getStatus().conditions(),
        Objects.requireNonNull(status.conditions()));
  }

  private static World observe(Context<ImageSearchCluster> context) {
    List<HasMetadata> objects = new ArrayList<>();
    Kinds.BUILT_IN.forEach(kind -> objects.addAll(context.getSecondaryResources(kind)));
    objects.addAll(context.getSecondaryResources(GenericKubernetesResource.class));
    return new World(objects);
  }
}
