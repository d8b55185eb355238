import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier

from models.classifier import KINDS, WEIGHTS, in_context, load_model, shipped_model
from models.features import featurize
from models.fit import (
    FEATURES,
    best_threshold,
    folds,
    from_gold,
    load_features,
    repeated_columns,
    save_features,
    sparse,
)
from models.forest import flatten

PLAIN = {"zh": "本章介绍区域地质概况。", "en": "The deposit lies in the north of the province."}
PROBLEM = {
    "zh": "我国锂资源对外依存度高，供应链面临中断风险，问题十分突出。",
    "en": "However, the lack of data remains a serious problem.",
}
MEASURE = {
    "zh": "应当加快建立战略储备制度，完善监测预警体系。",
    "en": "The government should establish a strategic stockpile.",
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_problem_and_a_measure_score_above_a_plain_fact(lang: str) -> None:
    model = shipped_model(lang)
    rows = model.probabilities(featurize([PLAIN[lang], PROBLEM[lang], MEASURE[lang]], lang), np.array([0, 1, 2]))
    assert rows.shape == (3, len(KINDS))
    assert rows[1, 0] > model.thresholds["challenge"] > rows[0, 0]
    assert rows[2, 1] > model.thresholds["recommendation"] > rows[0, 1]


def test_only_sentences_of_one_run_are_neighbours() -> None:
    rows = in_context(np.array([1.0, 2.0, 3.0]), np.array([0, 0, 1]))
    np.testing.assert_array_equal(rows, [[1, 0, 0, 2, 0, 2], [2, 1, 0, 0, 0, 1], [3, 0, 0, 0, 0, 0]])


def test_runs_that_do_not_fit_and_another_language_are_refused() -> None:
    features = featurize(["建议收储。"], "zh")
    with pytest.raises(ValueError, match="cannot score 2 sentences"):
        shipped_model("zh").probabilities(features, np.array([0, 1]))
    with pytest.raises(ValueError, match="model of 'en'"):
        shipped_model("en").probabilities(features, np.array([0]))


def test_no_sentences_give_no_probabilities() -> None:
    assert shipped_model("en").probabilities(featurize([], "en"), np.array([], dtype=np.int64)).shape == (0, 2)


def test_a_model_file_that_holds_more_than_arrays_is_not_loaded(tmp_path) -> None:
    path = tmp_path / "strange.npz"
    np.savez(path, lang="zh", columns=np.array([print], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"):
        load_model(path)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_shipped_features_fit_the_shipped_model(lang: str) -> None:
    data = load_features(FEATURES / f"{lang}.npz", lang)
    with np.load(WEIGHTS / f"{lang}.npz", allow_pickle=False) as file:
        np.testing.assert_array_equal(file["columns"], repeated_columns(data.features.ngrams))
    assert data.features.cues.shape[1] == featurize(["x"], lang).cues.shape[1]


def test_trees_kept_as_arrays_say_what_scikit_learn_says() -> None:
    dice = np.random.default_rng(0)
    rows = dice.normal(size=(600, 5)).astype(np.float32).round(1)  # many values on a threshold
    model = HistGradientBoostingClassifier(max_iter=20, max_leaf_nodes=15, random_state=0)
    model.fit(rows, rows[:, 0] * rows[:, 1] + rows[:, 2] > 0.2)
    odds = flatten(model).log_odds(rows)
    np.testing.assert_allclose(1 / (1 + np.exp(-odds)), model.predict_proba(rows)[:, 1], atol=1e-12)


def test_trees_with_more_leaves_than_bits_are_refused() -> None:
    rows = np.arange(400, dtype=np.float32).reshape(-1, 1)
    model = HistGradientBoostingClassifier(max_iter=1, max_leaf_nodes=31, min_samples_leaf=2, random_state=0)
    with pytest.raises(ValueError, match="leaves cannot be kept"):
        flatten(model.fit(rows, rows[:, 0] // 7 % 2))


def test_no_words_known_give_the_bias_alone() -> None:
    model = shipped_model("en")
    [odds] = model.linear["challenge"].log_odds(featurize(["\u4e00"], "en").ngrams)
    assert odds == model.linear["challenge"].bias


def test_the_sparse_matrix_has_the_columns_asked_for() -> None:
    ngrams = featurize(["Stocks are low.", "Stocks are high."], "en").ngrams
    matrix = sparse(ngrams, repeated_columns(ngrams))
    assert matrix.shape == (2, len(repeated_columns(ngrams)))
    assert (matrix.toarray() > 0).all()


def test_feature_files_keep_what_two_sentences_share_and_drop_what_stands_once(tmp_path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(
        '{"lang": "en", "source": "a", "sentences": ['
        '{"text": "Stocks are low.", "challenge": true, "recommendation": false},'
        '{"text": "Stocks are unheard.", "challenge": false, "recommendation": true}]}\n'
        '{"lang": "zh", "source": "b", "sentences": []}\n',
        encoding="utf-8",
    )
    data = from_gold([gold], "en")
    save_features(data, tmp_path / "en.npz")
    back = load_features(tmp_path / "en.npz", "en")
    assert back.labels.tolist() == [[1, 0], [0, 1]]
    assert len(set(back.sources)) == 1
    assert 0 < len(back.features.ngrams.value) < len(data.features.ngrams.value)
    assert repeated_columns(back.features.ngrams).size == np.unique(back.features.ngrams.column).size


def test_no_source_is_in_two_folds() -> None:
    data = load_features(FEATURES / "en.npz", "en")
    for train, test in folds(data, seed=0):
        assert not set(data.sources[train]) & set(data.sources[test])


def test_the_best_threshold_is_where_f1_is_highest() -> None:
    assert best_threshold(np.array([0, 0, 1, 1]), np.array([0.1, 0.2, 0.7, 0.9])) == (0.7, 1.0)
