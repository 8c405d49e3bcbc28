"""The peers' half of the comparison: reads the data that the other half wrote, prints one JSON object.

Usage: python peers.py FOLDER TASK, TASK one of pc, lingam, survey, ges, counterfactual. Graphs are printed as lists of
[from, to, kind] by column position, kind one of directed, undirected, conflicted.
"""

import json
import statistics
import sys
import time
import warnings
from pathlib import Path

import numpy as np

warnings.filterwarnings("ignore")
REPEATS = 3


def read(name):
    return np.loadtxt(folder / name, delimiter=",", skiprows=1)


def timed(work, repeats=REPEATS):
    seconds = []
    result = None
    for _ in range(repeats):
        start = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - start)
    return result, statistics.median(seconds)


def edges(graph):
    """causal-learn: graph[j, i] = 1 and graph[i, j] = -1 is i -> j; both -1 undirected; both 1 bidirected."""
    found = []
    for i in range(len(graph)):
        for j in range(i + 1, len(graph)):
            if graph[i, j] == 0 and graph[j, i] == 0:
                continue
            if graph[i, j] == graph[j, i]:
                found.append([i, j, "conflicted" if graph[i, j] == 1 else "undirected"])
            else:
                found.append([i, j, "directed"] if graph[j, i] == 1 else [j, i, "directed"])
    return found


def run_pc(name, alpha, priority, repeats=REPEATS):
    from causallearn.search.ConstraintBased.PC import pc

    data = read(name)
    result, seconds = timed(
        lambda: pc(data, alpha, "fisherz", True, 0, priority, show_progress=False), repeats
    )
    return {"seconds": seconds, "edges": edges(result.G.graph)}


def task_pc():
    first = run_pc("gaussian.csv", 0.05, 2)
    marked = run_pc("gaussian.csv", 0.05, 1, 1)
    return {"seconds": first["seconds"], "first": first["edges"], "mark": marked["edges"]}


def task_survey():
    return {str(alpha): run_pc("survey.csv", alpha, 2) for alpha in (0.05, 0.01)}


def task_lingam():
    from causallearn.search.FCMBased.lingam import DirectLiNGAM

    data = read("uniform.csv")

    def work():
        model = DirectLiNGAM()
        model.fit(data)
        return model

    model, seconds = timed(work, 1)
    return {
        "seconds": seconds,
        "order": [int(at) for at in model.causal_order_],
        "weights": model.adjacency_matrix_.tolist(),
    }


def task_ges():
    from causallearn.search.ScoreBased.GES import ges

    data = read("moderate.csv")
    result, seconds = timed(lambda: ges(data, "local_score_BIC"), 1)
    return {"seconds": seconds, "edges": edges(result["G"].graph)}


def task_counterfactual():
    import networkx as nx
    import pandas as pd
    from dowhy import gcm

    gcm.config.disable_progress_bars()
    arrows = json.loads((folder / "counterfactual.json").read_text())
    frame = pd.read_csv(folder / "counterfactual.csv")
    names = list(frame.columns)
    graph = nx.DiGraph()
    graph.add_nodes_from(names)
    graph.add_edges_from([(names[i], names[j]) for i, j in arrows["arrows"]])
    model = gcm.InvertibleStructuralCausalModel(graph)
    for name in names:
        if graph.in_degree(name) == 0:
            model.set_causal_mechanism(name, gcm.EmpiricalDistribution())
        else:
            model.set_causal_mechanism(name, gcm.AdditiveNoiseModel(gcm.ml.create_linear_regressor()))
    gcm.fit(model, frame)
    weights = []
    for name in names:
        parents = sorted(graph.predecessors(name))  # the order in which dowhy hands them to the regression
        if parents:
            coefficients = model.causal_mechanism(name).prediction_model.sklearn_model.coef_.ravel()
            weights += [[names.index(p), names.index(name), float(w)] for p, w in zip(parents, coefficients)]
    observed = frame.iloc[[0]]
    setting = {names[int(at)]: (lambda value: (lambda _: value))(to) for at, to in arrows["set"].items()}
    work = lambda: gcm.counterfactual_samples(model, setting, observed_data=observed)
    work()
    result, seconds = timed(work, 20)
    return {"seconds": seconds, "weights": weights, "world": [float(result[name].iloc[0]) for name in names]}


folder = Path(sys.argv[1])
print(json.dumps(globals()[f"task_{sys.argv[2]}"]()))
