#pragma once

#include <QWidget>

#include "ui/pages/providers/provider_keys_model.h"

namespace ui {

class Button;
class CooldownRing;
class Label;

/// A key that gets no calls for a while: how long still, why, and what can be done about it.
/// Thread: main.
class KeyWaitRow final : public QWidget {
    Q_OBJECT
public:
    static constexpr int kHeight = 64;
    explicit KeyWaitRow(QWidget *parent = nullptr);

    void showKey(const ProviderKeyRow &key);
    const ProviderKeyRow &key() const { return m_key; }

Q_SIGNALS:
    void probeAsked(const ProviderKeyRow &key);
    void clearAsked(const ProviderKeyRow &key);
    void ended();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ProviderKeyRow m_key{};
    CooldownRing *m_ring;
    Label *m_name;
    Label *m_until;
    Label *m_reason;
    Button *m_probe;
    Button *m_clear;
};

} // namespace ui
