package io.imagesearch.operator.milvus;

import io.imagesearch.operator.cluster.Dependent;
import java.util.List;

/** All that Milvus is made of, where the operator runs it. */
public final class MilvusDependents {
  public static final List<Dependent> ALL =
      List.of(
          new RoleAccounts(),
          new RoleDeployments(),
          new RoleBudgets(),
          new SearchPathBudget(),
          new ClientService());

  private MilvusDependents() {}
}
