#pragma once

#include <QWidget>

namespace ui {

/// The head of a step: its number in a circle and what to do.
class StepTitle final : public QWidget {
    Q_OBJECT
public:
    StepTitle(int number, const QString &title, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_number;
};

} // namespace ui
