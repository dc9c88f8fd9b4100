#pragma once

#include "ui/pages/playground/try_state.h"
#include "ui/widgets/card.h"

class QScrollArea;
class QStackedWidget;
class QTimer;
class QVBoxLayout;

namespace ui {

class AnswerView;
class AttemptTimeline;
class Badge;
class CallFigures;
class CopyButton;
class Label;
class RawView;
class SegmentedControl;

/// What comes of a call: its answer, its bytes, its route, what became of its parameters, what it cost, and its course in
/// time.
/// Thread: main.
class AnswerCard final : public Card {
    Q_OBJECT
public:
    enum class Tab : std::uint8_t { Answer, Raw, Route, Receipt, Cost };

    explicit AnswerCard(QWidget *parent = nullptr);

    /// Shown a moment later, together with what follows at once. The state outlives this.
    void follow(const TryState &state);
    void showTab(Tab tab);
    /// Its pages scroll: how high their texts would like to be does not make it higher.
    bool hasHeightForWidth() const override { return false; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void buildHead(QVBoxLayout &column);
    void buildPages(QVBoxLayout &column);
    void buildFoot(QVBoxLayout &column);
    void present();
    void presentState();
    void presentServed();
    void presentTab();
    void showDetail(unsigned sections, const QString &otherwise);
    QString copyText() const;

    const TryState *m_state = nullptr;
    QTimer *m_pause;
    SegmentedControl *m_tabs;
    Badge *m_badge;
    CopyButton *m_copy;
    QWidget *m_served;
    Label *m_model;
    Label *m_place;
    Label *m_attempts;
    QStackedWidget *m_pages = nullptr;
    QWidget *m_empty = nullptr;
    QWidget *m_answerPage = nullptr;
    AnswerView *m_answer = nullptr;
    Label *m_failure = nullptr;
    RawView *m_raw = nullptr;
    QScrollArea *m_detail = nullptr;
    QWidget *m_foot;
    Label *m_time;
    AttemptTimeline *m_timeline;
    CallFigures *m_figures;
    QString m_shownDetail{}; ///< Of which call, and which sections of it.
};

} // namespace ui
