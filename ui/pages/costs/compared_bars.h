#pragma once

#include <QWidget>

#include "model/money.h"

namespace ui {

/// Two amounts as bars, one above the other: as it was, and what if.
/// Thread: main.
class ComparedBars final : public QWidget {
    Q_OBJECT
public:
    explicit ComparedBars(QWidget *parent = nullptr);
    void setAmounts(model::Nanos was, model::Nanos would, const QString &currency);
    QSize sizeHint() const override { return {280, 96}; }
    QSize minimumSizeHint() const override { return {160, 96}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    model::Nanos m_was{};
    model::Nanos m_would{};
    QString m_currency{};
};

} // namespace ui
