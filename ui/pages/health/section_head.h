#pragma once

#include <QWidget>

class QHBoxLayout;

namespace ui {

class Button;
class Label;

/// The line above a grid of the Health page: what it is, what its marks mean or how much of it is shown, and a button
/// that shows the rest.
/// Thread: main.
class SectionHead final : public QWidget {
    Q_OBJECT
public:
    explicit SectionHead(const QString &title, QWidget *parent = nullptr);
    /// What the bars of a strip mean.
    void addLegend();
    void setNote(const QString &note);
    /// Empty: no button.
    void setAct(const QString &act);
    Button *act() const { return m_act; }

private:
    QHBoxLayout *m_row;
    Label *m_note;
    Button *m_act;
};

} // namespace ui
