#pragma once

#include <QWidget>

#include "base/json.h"
#include "base/result.h"
#include "ui/pages/routing/route_names.h"

class QVBoxLayout;

namespace ui {

class Badge;
class Label;
class SampleCall;

/// A call to try a rule on: what the prompt is and which model it asks for, and whether the rule would match.
class RuleTrial final : public QWidget {
    Q_OBJECT
public:
    explicit RuleTrial(const RouteNames &names, QWidget *parent = nullptr);

    /// Those of the rule: what they look at can be given.
    void setConditions(const base::Json &when);
    /// As `router.simulate` takes it, without rules.
    base::Json body() const;
    void showAnswer(const base::Json &answer);
    void showProblem(const base::Error &error);
    /// Something else to know about the rule, at the end.
    void addBelow(QWidget *more);

Q_SIGNALS:
    void edited();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void addFact(const QString &name, const QString &value);
    void clearFacts();
    SampleCall *m_call;
    Badge *m_badge;
    QVBoxLayout *m_facts;
    QVBoxLayout *m_below;
    Label *m_words;
};

} // namespace ui
