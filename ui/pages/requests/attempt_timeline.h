#pragma once

#include <QWidget>

#include "ui/pages/requests/request_detail.h"

namespace ui {

/// The course of a call on one axis of time: a bar for each attempt, from its start over its first token to its end,
/// and below it what came of it. Its accessible description says the same in words.
class AttemptTimeline final : public QWidget {
    Q_OBJECT
public:
    explicit AttemptTimeline(QWidget *parent = nullptr);
    void setCall(const RequestDetail &detail);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {200, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Piece;
    std::vector<Piece> piecesOf(const AttemptDetail &attempt) const;
    void paintAxis(QPainter &painter) const;
    void paintAttempt(QPainter &painter, int index) const;
    void paintLegend(QPainter &painter) const;
    qreal placeOf(std::int64_t micros) const;
    QString resultOf(const AttemptDetail &attempt) const;
    QString spoken() const;
    RequestDetail m_call{};
    std::int64_t m_span = 1; ///< Unit: microseconds, the length of the axis.
};

} // namespace ui
