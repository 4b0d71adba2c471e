//! Probability after a search that found nothing.
//!
//! # References
//! Bayes' theorem as the manuals use it; reference/sar-science.md, section 3.5.

/// One search of areas and what is known after it.
#[derive(Clone, Debug, PartialEq)]
pub struct Searched {
    /// Probability of success of this search, given that those before found nothing.
    pub pos: f64,
    /// Probability that this search or one before succeeds: `1 - prod(1 - POS_k)`.
    pub cumulative_pos: f64,
    /// Probability of each area after it, all areas and the rest of the world adding up to one.
    pub poc: Vec<f64>,
    /// Probability of the rest of the world after it.
    pub rest_of_world: f64,
    /// Probability of each area that is left of the first ones: they and the rest of the world add up to
    /// `1 - cumulative_pos`.
    pub poc_unnormalised: Vec<f64>,
}

/// Takes a search without result into account: `POC_i (1 - POD_i) / (1 - POS)`. Returns its POS.
///
/// Probabilities are made to add up to one first, and do so after; areas beyond the end of `pod` were not searched. If the
/// search was bound to find the object, nothing can be said: all become 0 and POS is one.
pub fn bayes(poc: &mut [f64], rest_of_world: &mut f64, pod: &[f64]) -> f64 {
    let before = poc.iter().sum::<f64>() + *rest_of_world;
    if before.is_nan() || before <= 0.0 {
        return 0.0;
    }
    poc.iter_mut().zip(pod).for_each(|(poc, pod)| *poc *= 1.0 - pod.clamp(0.0, 1.0));
    let after = poc.iter().sum::<f64>() + *rest_of_world;
    let scale = if after > 0.0 { 1.0 / after } else { 0.0 };
    poc.iter_mut().for_each(|poc| *poc *= scale);
    *rest_of_world *= scale;
    1.0 - after / before
}

/// Several searches of the same areas, one after the other; `pods` holds the POD of each area of each search.
///
/// # References
/// reference/sar-science.md, section 3.5.
pub fn searches(poc: &[f64], rest_of_world: f64, pods: &[Vec<f64>]) -> Vec<Searched> {
    let total = poc.iter().sum::<f64>() + rest_of_world;
    let (mut now, mut rest) = (poc.to_vec(), rest_of_world);
    let mut missed = 1.0;
    let mut all = Vec::with_capacity(pods.len());
    for pod in pods {
        let pos = bayes(&mut now, &mut rest, pod);
        missed *= 1.0 - pos;
        let left: Vec<f64> = now.iter().map(|poc| poc * missed * total.min(1.0)).collect();
        all.push(Searched {
            pos,
            cumulative_pos: 1.0 - missed,
            poc: now.clone(),
            rest_of_world: rest,
            poc_unnormalised: left,
        });
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: POC 0.4, 0.3, rest 0.3; POD 0.5 in the first gives POS 0.2, then 0.25, 0.375, 0.375.
    #[test]
    fn val_bayes_by_hand() {
        let first = &searches(&[0.4, 0.3], 0.3, &[vec![0.5, 0.0]])[0];
        assert!((first.pos - 0.2).abs() < 1e-15 && (first.cumulative_pos - 0.2).abs() < 1e-15);
        assert!((first.poc[0] - 0.25).abs() < 1e-15 && (first.poc[1] - 0.375).abs() < 1e-15);
        assert!((first.rest_of_world - 0.375).abs() < 1e-15 && (first.poc_unnormalised[0] - 0.2).abs() < 1e-15);
    }

    /// Repeated searches: cumulative POS is what one search with the PODs taken together has, in any order.
    #[test]
    fn prop_searches_add_up_in_any_order() {
        let (poc, pods) = ([0.4, 0.25, 0.1], [vec![0.5, 0.1], vec![0.3, 0.0, 0.9], vec![0.0, 0.8, 0.2]]);
        let all = searches(&poc, 0.25, &pods);
        let back: Vec<Vec<f64>> = pods.iter().rev().cloned().collect();
        let last = |all: &[Searched]| all[2].clone();
        let (a, b) = (last(&all), last(&searches(&poc, 0.25, &back)));
        assert!((a.cumulative_pos - b.cumulative_pos).abs() < 1e-15);
        let pod = |i: usize| 1.0 - pods.iter().map(|pods| 1.0 - pods.get(i).copied().unwrap_or(0.0)).product::<f64>();
        let once: f64 = poc.iter().enumerate().map(|(i, poc)| poc * pod(i)).sum();
        assert!((a.cumulative_pos - once).abs() < 1e-15);
        assert!((a.poc.iter().sum::<f64>() + a.rest_of_world - 1.0).abs() < 1e-15);
        assert!((a.poc_unnormalised.iter().sum::<f64>() + 0.25 + a.cumulative_pos - 1.0).abs() < 1e-15);
    }

    #[test]
    fn a_search_that_must_find_leaves_nothing() {
        let (mut poc, mut rest) = ([0.5, 0.5], 0.0);
        assert_eq!(bayes(&mut poc, &mut rest, &[1.0, 7.0]), 1.0);
        assert_eq!((poc, rest), ([0.0, 0.0], 0.0));
        assert_eq!(bayes(&mut poc, &mut rest, &[0.5]), 0.0);
    }
}
