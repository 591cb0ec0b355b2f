/**
 * The way in from outside, and who may talk to whom. Pure.
 *
 * <p>Policies are about what comes in; what goes out is not restricted, since names, external
 * stores and a cloud's identity are reached there, and no pod knows their addresses. All pods of a
 * cluster are closed, and then opened one by one:
 *
 * <table>
 * <caption>who may reach what</caption>
 * <tr><td>API, 8080</td><td>anybody: it asks for keys</td></tr>
 * <tr><td>embedders, 8080</td><td>API, monitoring</td></tr>
 * <tr><td>etcd, 2379</td><td>Milvus, its other members, the operator</td></tr>
 * <tr><td>etcd, 2380</td><td>its other members</td></tr>
 * <tr><td>object storage, 7070</td><td>Milvus, API, the operator</td></tr>
 * <tr><td>Kafka, 9092</td><td>Milvus, its other brokers, the operator</td></tr>
 * <tr><td>Kafka, 9093</td><td>its other brokers</td></tr>
 * <tr><td>proxies of Milvus, 19530</td><td>API, the operator</td></tr>
 * <tr><td>Milvus, all but 9091</td><td>Milvus</td></tr>
 * <tr><td>Milvus, 9091</td><td>monitoring, the operator</td></tr>
 * </table>
 *
 * <p>9091 has calls that stop a process or run expressions in it, without a password (before 2.5.27
 * and 2.6.10 CVE-2026-26190), so that not even Milvus itself may reach it. Milvus' processes find
 * each other by addresses and ports that each writes to etcd, and a port that is taken is replaced
 * by another one: therefore ranges and no list. Monitoring is what runs in the namespace {@code
 * monitoring}, or in one with the label {@code imagesearch.io/monitoring: "true"}. The kubelet's
 * probes are let through by every network plugin. Policies add up: who needs more, such as a backup
 * tool, adds one.
 */
@NullMarked
package io.imagesearch.operator.network;

import org.jspecify.annotations.NullMarked;
