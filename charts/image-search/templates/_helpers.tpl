{{- define "image-search.fullname" -}}
{{- default .Release.Name .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "image-search.selectorLabels" -}}
app.kubernetes.io/name: image-search-operator
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "image-search.labels" -}}
{{ include "image-search.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/part-of: image-search
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "image-search.serviceAccountName" -}}
{{- default (include "image-search.fullname" .) .Values.serviceAccount.name -}}
{{- end -}}

{{- define "image-search.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ default .Chart.AppVersion .Values.image.tag }}
{{- end -}}
{{- end -}}

{{- define "image-search.watchNamespaces" -}}
{{- join "," (default (list .Release.Namespace) .Values.watchNamespaces) -}}
{{- end -}}
