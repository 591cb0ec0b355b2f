{{/* What the operator may do in each namespace that it looks after. */}}
{{- define "image-search.rules" -}}
# The clusters themselves, and their status. Never their spec.
- apiGroups: [imagesearch.io]
  resources: [imagesearchclusters]
  verbs: [get, list, watch]
- apiGroups: [imagesearch.io]
  resources: [imagesearchclusters/status]
  verbs: [get, patch]
# Owner references that block deletion ask for this where such references are enforced.
- apiGroups: [imagesearch.io]
  resources: [imagesearchclusters/finalizers]
  verbs: [update]
# What a cluster is made of: made, kept true, and removed when it is not wanted any more.
- apiGroups: [""]
  resources: [configmaps, services, serviceaccounts]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [apps]
  resources: [deployments]
  verbs: [get, list, watch, create, patch, delete]
# Stores. They hold data: the operator can't delete them, the garbage collector does.
- apiGroups: [apps]
  resources: [statefulsets]
  verbs: [get, list, watch, create, patch]
- apiGroups: [autoscaling]
  resources: [horizontalpodautoscalers]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [policy]
  resources: [poddisruptionbudgets]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [networking.k8s.io]
  resources: [ingresses, networkpolicies]
  verbs: [get, list, watch, create, patch, delete]
# Only where they are installed.
- apiGroups: [gateway.networking.k8s.io]
  resources: [httproutes]
  verbs: [get, list, watch, create, patch, delete]
- apiGroups: [monitoring.coreos.com]
  resources: [podmonitors]
  verbs: [get, list, watch, create, patch, delete]
# Credentials are made once; those that a spec names are read. Changed is only who owns those that were made, where
# deletionPolicy changes.
- apiGroups: [""]
  resources: [secrets]
  verbs: [get, list, watch, create, patch]
# Volumes grow. They are never removed by the operator.
- apiGroups: [""]
  resources: [persistentvolumeclaims]
  verbs: [get, list, watch, patch]
# Why a pod is not ready is told in the status; at the end of a cluster slow pods are hurried.
- apiGroups: [""]
  resources: [pods]
  verbs: [get, list, watch, delete]
# A query node ends, as far as its disruption budget allows, where a copy in memory has none.
- apiGroups: [""]
  resources: [pods/eviction]
  verbs: [create]
# News for people.
- apiGroups: [""]
  resources: [events]
  verbs: [create]
{{- end -}}
