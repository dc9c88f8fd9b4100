#pragma once

#include <QWidget>

#include "ui/widgets/cell.h"

namespace ui {

/// A state in one word: a dot and the word on a pill in the tone's colour.
class Badge final : public QWidget {
    Q_OBJECT
public:
    explicit Badge(const QString &text = {}, Tone tone = Tone::Quiet, QWidget *parent = nullptr);
    void setState(const QString &text, Tone tone);
    QString text() const { return m_text; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    Tone m_tone;
};

/// A fact ("field value"), a target, or something that was left out; not a state.
class Chip final : public QWidget {
    Q_OBJECT
public:
    /// `tone`: Quiet for a fact, Accent for a target or a change, Warn for something dropped.
    explicit Chip(const QString &value = {}, Tone tone = Tone::Quiet, QWidget *parent = nullptr);
    void setField(const QString &field);
    void setValue(const QString &value);
    void setIconName(const QString &name);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void describe();
    QString m_field{};
    QString m_value;
    QString m_icon{};
    Tone m_tone;
};

} // namespace ui
