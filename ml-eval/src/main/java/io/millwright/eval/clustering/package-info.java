/**
 * How good a clustering is: from the points alone (silhouette, Davies–Bouldin, Calinski–Harabasz),
 * or beside another grouping of the same rows (Rand, adjusted Rand, mutual information and its
 * normalised and adjusted forms, homogeneity, completeness, V, Fowlkes–Mallows).
 *
 * <p>Entries: {@link io.millwright.eval.clustering.ClusteredPoints} and {@link
 * io.millwright.eval.clustering.ClusterAgreement}.
 *
 * <pre>{@code
 * ClusteredPoints clustered = ClusteredPoints.of(points, clusters);
 * MetricValue silhouette = clustered.silhouette();
 * MetricValue index = ClusterAgreement.of(known, clusters).adjustedRand();
 * }</pre>
 *
 * <p>Rows count alike: none of these takes weights, and a row that stands for two is given twice.
 * Nothing here clusters, scales columns or chooses a number of clusters, and no figure says that
 * there are clusters at all: compare it with that of clustered noise.
 */
@org.jspecify.annotations.NullMarked
package io.millwright.eval.clustering;
