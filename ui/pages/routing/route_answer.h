#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <QString>
#include <QStringList>

#include "base/json.h"

namespace ui {

/// One place a call could go, and what became of it.
struct RouteCandidate {
    QString provider{};
    QString model{};
    QString passed{}; ///< Why it was passed over, a word of the API; empty when it was not.
    std::int64_t waitMs = 0;
    std::int64_t step = 0; ///< 0: what was asked for; n: the n-th model to go on with.
};

/// What `router.simulate` says of one call: which rules took hold, how the prompt scored, and where it would go.
struct RouteAnswer {
    struct Part {
        QString feature;
        std::int64_t points;
    };
    QStringList rules{}; ///< Names, in the order they were asked.
    std::optional<std::int64_t> score{};
    QString intent{};
    std::vector<Part> parts{};
    QStringList tags{};
    QString alias{};
    QString strategy{};
    bool affine = false;
    bool forced = false; ///< None may be used now; the soonest is tried all the same.
    bool routing = true;
    std::vector<RouteCandidate> chosen{}; ///< In the order they would be tried.
    std::vector<RouteCandidate> passed{};
    std::int64_t status = 0; ///< What the caller would get instead of an answer; 0 when it can go somewhere.
    QString trouble{};       ///< And in words.
};

RouteAnswer parseRoute(const base::Json &answer);

/// Why a candidate was passed over, in a few words; a word from the future stays as it is.
QString passedWords(const QString &word);

/// An intent, and a feature of the scorer, as people read them; a word from the future stays as it is.
QString intentWord(const QString &intent);
QString featureWord(const QString &feature);

} // namespace ui
