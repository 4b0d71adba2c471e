// Lines and dots whose width is in pixels whatever the zoom: each segment is a quad grown in screen space, and
// a fragment's distance to the segment gives a soft edge and round ends.
#import bevy_sprite::{mesh2d_functions as mesh_functions, mesh2d_view_bindings::view}

struct Ink {
    color: vec4<f32>,
    // Width, length of dash, length of gap (logical pixels; no dash: 0), pixels in a logical pixel.
    style: vec4<f32>,
}
@group(#{MATERIAL_BIND_GROUP}) @binding(0) var<uniform> ink: Ink;

struct Vertex {
    @builtin(instance_index) instance_index: u32,
    @location(0) position: vec3<f32>,
    // The other end of the segment (x, y), which corner (0..3), length of the line before the segment.
    @location(1) other: vec4<f32>,
    @location(4) color: vec4<f32>,
}

struct Varying {
    @builtin(position) position: vec4<f32>,
    // Pixels along and across the segment from its start; its length; length of the line before it.
    @location(0) place: vec4<f32>,
    @location(1) color: vec4<f32>,
}

@vertex
fn vertex(in: Vertex) -> Varying {
    let world = mesh_functions::get_world_from_local(in.instance_index);
    let p = mesh_functions::mesh2d_position_local_to_clip(world, vec4<f32>(in.position.xy, 0.0, 1.0));
    let q = mesh_functions::mesh2d_position_local_to_clip(world, vec4<f32>(in.other.xy, 0.0, 1.0));
    let half = view.viewport.zw * 0.5;
    let is_end = in.other.z > 1.5;
    let reach = (q.xy - p.xy) * half;
    let len = length(reach);
    var dir = vec2<f32>(select(1.0, -1.0, is_end), 0.0);
    if len > 0.0001 {
        dir = reach / len;
    }
    let pad = ink.style.x * ink.style.w * 0.5 + 1.0;
    let side = select(-1.0, 1.0, in.other.z == 0.0 || in.other.z == 2.0);
    let turned = select(side, -side, is_end);
    let offset = (vec2<f32>(-dir.y, dir.x) * turned - dir) * pad;

    var out: Varying;
    out.position = vec4<f32>(p.xy + offset / half, p.z, 1.0);
    let along = select(-pad, len + pad, is_end);
    out.place = vec4<f32>(along, side * pad, len, in.other.w * view.clip_from_world[0][0] * half.x);
    out.color = in.color * ink.color;
    return out;
}

@fragment
fn fragment(in: Varying) -> @location(0) vec4<f32> {
    let past = max(max(-in.place.x, in.place.x - in.place.z), 0.0);
    let distance = length(vec2<f32>(past, in.place.y));
    let width = ink.style.x * ink.style.w;
    // Thinner than a pixel: a pixel wide, and fainter.
    let radius = max(width * 0.5, 0.5);
    var alpha = clamp(radius + 0.5 - distance, 0.0, 1.0) * min(width, 1.0);
    let dash = ink.style.y * ink.style.w;
    if dash > 0.0 {
        let period = dash + ink.style.z * ink.style.w;
        let run = in.place.w + clamp(in.place.x, 0.0, in.place.z);
        let t = run - floor(run / period) * period;
        alpha *= clamp(min(t, dash - t) + 0.5, 0.0, 1.0);
    }
    return vec4<f32>(in.color.rgb, in.color.a * alpha);
}
